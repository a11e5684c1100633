using BulkExtractor.Catalog;
using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;

namespace BulkExtractor.Tests.Limits;

public sealed class LimitScopeTests
{
    private static readonly Account Account = Some.Account() with
    {
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
        {
            [Tier.Free] = [Of(2, 5), Of(60, 20), new Limit(null) { Requests = 50, Auto = true }],
        },
    };

    private static readonly Model Model = Some.Model("m", Account) with { Limits = [Of(2, 1)] };

    [Theory]
    [InlineData(false, false, "free per 60s")]
    [InlineData(false, true, "free per day")]
    [InlineData(true, false, "m per 2s")]
    public void A_refusal_concerns_the_scope_whose_limit_it_names(bool ofModel, bool perDay, string end)
    {
        var scope = LimitScope.Of(Model, new LimitHit(ofModel, perDay, null));

        Assert.EndsWith(end, scope!.Id, StringComparison.Ordinal);
        Assert.Contains(scope, LimitScope.Of(Model));
    }

    [Fact]
    public void A_limit_that_the_pool_does_not_know_has_no_scope() =>
        Assert.Null(LimitScope.Of(Model, new LimitHit(true, true, null)));

    [Fact]
    public void The_day_that_the_provider_is_asked_for_is_found()
    {
        Assert.Equal("account https://openrouter.ai/api/v1 router free per day", LimitScope.AutoDay(Account)!.Id);
        Assert.Null(LimitScope.AutoDay(Some.Account()));
    }

    private static Limit Of(int seconds, int requests) => new(TimeSpan.FromSeconds(seconds)) { Requests = requests };
}
