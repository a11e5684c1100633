using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Limits;

public sealed class CountedScopeTests
{
    private static readonly Limit Minute = new(TimeSpan.FromSeconds(60)) { Requests = 20 };
    private static readonly Limit Day = new((TimeSpan?)null) { Requests = 1_000 };

    private static readonly Account Account = Some.Account() with
    {
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
        {
            [Tier.Free] = [Of(2, 5), Of(60, 20), new Limit(null) { Requests = 50, Auto = true }],
        },
    };

    private static readonly ScopeId FreeDay =
        ScopeId.Parse("account https://openrouter.ai/api/v1 router free per day");

    private static readonly Model Model = Some.Model("m", Account) with { Limits = [Of(2, 1)] };

    [Theory]
    [InlineData(false, false, "free per 60s")]
    [InlineData(false, true, "free per day")]
    [InlineData(true, false, "m per 2s")]
    public void A_refusal_concerns_the_scope_whose_limit_it_names(bool ofModel, bool perDay, string end)
    {
        var scope = LimitScope.ListFor(Model, new LimitHit(ofModel, perDay, null));

        Assert.EndsWith(end, scope!.Id.ToString(), StringComparison.Ordinal);
        Assert.Contains(scope, LimitScope.ListFor(Model));
    }

    [Fact]
    public void A_limit_that_the_pool_does_not_know_has_no_scope() =>
        Assert.Null(LimitScope.ListFor(Model, new LimitHit(true, true, null)));

    [Fact]
    public void The_day_that_the_provider_counts_too_is_found()
    {
        Assert.Equal(FreeDay, LimitScope.ToldDay(FreeAccount([Day]))!.Id);
        Assert.Equal(FreeDay, LimitScope.ToldDay(Account)!.Id);
        Assert.Null(LimitScope.ToldDay(Some.Account()));
    }

    [Theory]
    [InlineData(ToldUnit.Requests, ToldWindow.Day, 7, "m per 24h")]
    [InlineData(ToldUnit.Requests, ToldWindow.Minute, 7, "m per 60s")]
    [InlineData(ToldUnit.Requests, null, 900, "m per 24h")]
    [InlineData(ToldUnit.Tokens, null, 6_000, "m tokens per 60s")]
    [InlineData(ToldUnit.Tokens, ToldWindow.Day, 6_000, "m tokens per 24h")]
    [InlineData(ToldUnit.InputTokens, ToldWindow.Minute, 6_000, null)]
    public void A_limit_that_an_answer_names_is_found_by_what_it_counts_and_how_long(
        ToldUnit unit, ToldWindow? window, int told, string? end)
    {
        var day = TimeSpan.FromHours(24);
        var model = Some.Model("m", Some.Account()) with
        {
            Limits = [Of(60, 30), new(day) { Requests = 1_000 }, new(day) { Tokens = 200_000 }, TokensOfMinute],
        };

        var scope = LimitScope.FindTold(model, new ToldLimit(unit, window, told));

        Assert.EndsWith(end ?? "", scope?.Id.ToString().Replace("86400s", "24h", StringComparison.Ordinal) ?? "");
        Assert.Equal(end is null, scope is null);
    }

    private static readonly Limit TokensOfMinute = new(TimeSpan.FromSeconds(60)) { Tokens = 8_000 };

    [Fact]
    public void A_group_is_counted_once_for_all_models_that_name_it()
    {
        var shared = new Limit((TimeSpan?)null) { Units = 100, UnitPrice = new UnitPrice(1, 2), Shares = "large" };
        var one = Some.Model("one", Account) with { Limits = [shared] };
        var other = Some.Model("other", Account) with { Limits = [shared], UnitPrice = new UnitPrice(0.5m, 0.25m) };

        var (first, second) = (LimitScope.ListFor(one)[^1], LimitScope.ListFor(other)[^1]);

        Assert.Equal(($"account {Account.Id} group large units per day", first.Id), (first.Id.ToString(), second.Id));
        Assert.Equal((30, 8), (first.Weigh(new(10, 10, 99)), second.Weigh(new(10, 10, 99))));
    }

    [Fact]
    public void Each_limit_weighs_the_tokens_that_it_counts()
    {
        var minute = TimeSpan.FromSeconds(60);
        var model = Some.Model("m", Some.Account()) with
        {
            Limits =
            [
                new(minute) { Tokens = 1_000 },
                new(minute) { InputTokens = 1_000 },
                new(TimeSpan.FromHours(1)) { Tokens = 1_000, CountsCap = true },
            ],
        };

        Assert.Equal([0, 0, 13, 10, 110], LimitScope.WeighAll(model, new(10, 3, 100)).Select((weight, place) =>
            LimitScope.ListFor(model)[place].Bounds ? weight : 0));
    }

    private static Limit Of(int seconds, int requests) => new(TimeSpan.FromSeconds(seconds)) { Requests = requests };

    [Fact]
    public void A_request_is_counted_for_the_account_its_tier_and_the_model()
    {
        var account = FreeAccount([Minute, Day]);
        var model = Some.Model("m", account) with { Limits = [new(TimeSpan.FromSeconds(2)) { Requests = 1 }] };

        Assert.Equal(
            [
                $"account {account.Id}",
                $"account {account.Id} free per 60s",
                $"account {account.Id} free per day",
                $"model {account.Id} m",
                $"model {account.Id} m per 2s",
            ],
            LimitScope.ListFor(model).Select(scope => scope.Id.ToString()));
    }

    [Fact]
    public void The_same_name_at_another_address_or_simulated_is_another_scope()
    {
        var account = FreeAccount([]);
        ScopeId[] ids =
        [
            ScopeId.OfAccount(account),
            ScopeId.OfAccount(account with { Address = new Uri("http://elsewhere/v1") }),
            ScopeId.OfAccount(account with { Simulated = true }),
        ];

        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public void The_limits_of_another_tier_do_not_count()
    {
        var local = Some.Model("m", FreeAccount([Minute])) with { Tier = Tier.Local };

        Assert.All(LimitScope.ListFor(local), scope => Assert.Null(scope.Requests));
    }

    [Fact]
    public void Tokens_and_requests_under_way_are_bounded_in_scopes_of_their_own()
    {
        var account = FreeAccount([Minute with { Tokens = 9_000 }]) with { Parallel = 2 };

        var scopes = LimitScope.ListFor(Some.Model("m", account)).ToDictionary(scope => scope.Id.ToString());

        Assert.Equal(20, scopes[$"account {account.Id} free per 60s"].Requests);
        Assert.Equal(9_000, scopes[$"account {account.Id} free tokens per 60s"].Tokens);
        Assert.Equal(2, scopes[$"account {account.Id} parallel"].Parallel);
    }

    [Fact]
    public void Only_paid_requests_are_counted_in_the_batchs_budget()
    {
        var free = Some.Model("m", Account);

        Assert.DoesNotContain(ScopeId.OfBudget(7), LimitScope.IdsOf(free, 7));
        Assert.Contains(ScopeId.OfBudget(7), LimitScope.IdsOf(free with { Tier = Tier.Paid }, 7));
    }

    [Fact]
    public void A_minute_has_a_wide_margin_where_the_day_binds_and_a_tight_one_where_it_does_not()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), MarginOfMinute([Minute, Day]));
        Assert.Equal(TimeSpan.FromSeconds(0.55), MarginOfMinute([Minute]));
    }

    private static TimeSpan MarginOfMinute(IReadOnlyList<Limit> limits) =>
        LimitScope.ListFor(Some.Model("m", FreeAccount(limits))).Single(scope => scope.Span is not null).Margin;

    private static Account FreeAccount(IReadOnlyList<Limit> free) =>
        Some.Account() with { Limits = new Dictionary<Tier, IReadOnlyList<Limit>> { [Tier.Free] = free } };
}
