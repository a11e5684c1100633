using BulkExtractor.Catalog;
using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

public sealed class LimitScopeTests
{
    private static readonly Limit Minute = new(TimeSpan.FromSeconds(60)) { Requests = 20 };
    private static readonly Limit Day = new((TimeSpan?)null) { Requests = 1_000 };

    [Fact]
    public void A_request_is_counted_for_the_account_its_tier_and_the_model()
    {
        var account = Account([Minute, Day]);
        var model = Some.Model("m", account) with { Limits = [new(TimeSpan.FromSeconds(2)) { Requests = 1 }] };

        Assert.Equal(
            [
                $"account {account.Id}",
                $"account {account.Id} free per 60s",
                $"account {account.Id} free per day",
                $"model {account.Id} m",
                $"model {account.Id} m per 2s",
            ],
            LimitScope.Of(model).Select(scope => scope.Id));
    }

    [Fact]
    public void The_same_name_at_another_address_or_simulated_is_another_scope()
    {
        var account = Account([]);
        string[] ids =
        [
            LimitScope.OfAccount(account),
            LimitScope.OfAccount(account with { Address = new Uri("http://elsewhere/v1") }),
            LimitScope.OfAccount(account with { Simulated = true }),
        ];

        Assert.Equal(3, ids.Distinct().Count());
    }

    [Fact]
    public void The_limits_of_another_tier_do_not_count()
    {
        var local = Some.Model("m", Account([Minute])) with { Tier = Tier.Local };

        Assert.All(LimitScope.Of(local), scope => Assert.Null(scope.Requests));
    }

    [Fact]
    public void Until_the_provider_is_asked_a_day_has_50_requests()
    {
        var model = Some.Model("m", Account([new((TimeSpan?)null) { Auto = true }]));

        Assert.Equal(50, Assert.Single(LimitScope.Of(model), scope => scope.Requests is not null).Requests);
    }

    [Fact]
    public void A_minute_has_a_wide_margin_where_the_day_binds_and_a_tight_one_where_it_does_not()
    {
        Assert.Equal(TimeSpan.FromSeconds(3), MarginOfMinute([Minute, Day]));
        Assert.Equal(TimeSpan.FromSeconds(0.6), MarginOfMinute([Minute]));
    }

    private static TimeSpan MarginOfMinute(IReadOnlyList<Limit> limits) =>
        LimitScope.Of(Some.Model("m", Account(limits))).Single(scope => scope.Span is not null).Margin;

    private static Account Account(IReadOnlyList<Limit> free) =>
        Some.Account() with { Limits = new Dictionary<Tier, IReadOnlyList<Limit>> { [Tier.Free] = free } };
}
