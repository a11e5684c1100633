using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Forecasting;

public sealed class AccountTierTests
{
    private static readonly Account Account = Some.Account();
    private static readonly Model Free = Some.Model("free", Account);
    private static readonly Model Eight = Free with
    {
        Id = "eight",
        Limits = [new Limit(TimeSpan.FromSeconds(60)) { Requests = 8 }],
    };

    [Fact]
    public void Models_of_one_tier_of_an_account_take_one_way()
    {
        var home = Free with { Id = "home", Tier = Tier.Local };

        var routes = AccountTier.Group([Free, home, Eight]);

        Assert.Equal([(Tier.Free, 2), (Tier.Local, 1)], routes.Select(route => (route.Tier, route.Models.Count)));
    }

    [Fact]
    public void A_batch_that_names_its_models_takes_no_way_of_others()
    {
        var routes = AccountTier.Group(new Pool([Account], [Free, Eight], "", []), BatchOf("eight"));

        Assert.Equal([Eight], Assert.Single(routes).Models);
    }

    [Fact]
    public void What_a_provider_may_list_is_not_known()
    {
        var listing = Account with { Discover = ModelDiscovery.Free };
        var pool = new Pool([listing], [Eight with { Account = listing }], "", []);

        Assert.Empty(Assert.Single(AccountTier.Group(pool, BatchOf())).Models);
        Assert.Single(Assert.Single(AccountTier.Group(pool, BatchOf("eight"))).Models);
    }

    [Fact]
    public void Limits_of_models_bind_a_way_where_all_of_its_models_have_some()
    {
        Assert.Equal(8, CapacityOf(Eight).AtOnce);
        Assert.Equal(16, CapacityOf(Eight, Eight with { Id = "too" }).AtOnce);
        Assert.Equal(32, CapacityOf(Eight, Free).AtOnce);
    }

    private static AccountCapacity CapacityOf(params Model[] models) =>
        AccountCapacity.Calculate(
            Assert.Single(AccountTier.Group(models)), scope => new ScopeState(scope, []), parallel: 32);

    private static Batch BatchOf(params string[] models) =>
        new(1, Some.DefinitionOf("value"), new BatchSettings { Models = models }, [Account.Id]);
}
