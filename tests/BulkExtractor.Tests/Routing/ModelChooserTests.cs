using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Routing;

namespace BulkExtractor.Tests.Routing;

public sealed class ModelChooserTests
{
    private static readonly Account Account = Some.Account();
    private static readonly Model Free = Some.Model("free", Account);
    private static readonly Model Other = Some.Model("other", Account);
    private static readonly Model Local = Some.Model("local", Account) with { Tier = Tier.Local };
    private static readonly Model Paid = Some.Model("paid", Account) with { Tier = Tier.Paid };

    [Fact]
    public void The_tiers_come_in_the_order_of_the_batch() =>
        Assert.Equal([Local, Free, Other], Candidates(new BatchSettings { Tiers = [Tier.Local, Tier.Free] }));

    [Fact]
    public void A_tier_that_was_not_named_is_left_out() =>
        Assert.Equal([Free, Other], Candidates(new BatchSettings { Tiers = [Tier.Free] }));

    [Fact]
    public void Paid_models_are_left_out_without_a_budget() =>
        Assert.DoesNotContain(Paid, Candidates(new BatchSettings { Tiers = [Tier.Free, Tier.Paid] }));

    [Fact]
    public void Paid_models_take_part_with_a_budget_where_the_batch_names_their_tier()
    {
        Assert.Equal(
            [Free, Other, Paid], Candidates(new BatchSettings { Tiers = [Tier.Free, Tier.Paid], MaxCost = 0.01m }));
        Assert.DoesNotContain(Paid, Candidates(new BatchSettings { MaxCost = 0.01m }));
    }

    [Fact]
    public void Only_the_models_that_were_named_are_used() =>
        Assert.Equal([Other], Candidates(new BatchSettings { Models = ["other"] }));

    [Fact]
    public void A_preferred_model_leads_its_tier() =>
        Assert.Equal([Local, Other, Free], Candidates(new BatchSettings { Prefer = ["other"] }));

    [Fact]
    public void Models_of_accounts_that_the_batch_does_not_know_are_left_out()
    {
        var foreign = Some.Model("foreign", Some.Account("http://elsewhere/v1"));

        Assert.Empty(ModelChooser.Candidates([foreign], BatchWith(new BatchSettings())));
    }

    [Fact]
    public void The_least_busy_model_of_the_first_tier_is_asked_first()
    {
        var busy = new Dictionary<Model, int> { [Local] = 5, [Free] = 2, [Other] = 1 };

        Assert.Equal([Local, Other, Free], ModelChooser.Rank([Local, Free, Other], model => busy[model]));
    }

    [Fact]
    public void Equally_busy_models_keep_their_order() =>
        Assert.Equal([Free, Other], ModelChooser.Rank([Free, Other], _ => 1));

    private static IReadOnlyList<Model> Candidates(BatchSettings settings) =>
        ModelChooser.Candidates([Paid, Free, Other, Local], BatchWith(settings));

    private static Batch BatchWith(BatchSettings settings) => new(1, Some.Definition(), settings, [Account.Id]);
}
