using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Models;

namespace BulkExtractor.IntegrationTests.Pipeline;

public sealed class BudgetTests(TestCluster cluster) : PipelineTests(cluster)
{
    // A request is reserved with about 0.06, nearly all of it for the answer.
    private static readonly Price Price = new(Input: 0.01m, Output: 73);
    private static readonly BatchSettings Settings = new()
    {
        Pack = 2,
        Tiers = [Tier.Paid, Tier.Free],
        MaxCost = 0.10m,
    };

    [Fact(Timeout = Timeout)]
    public async Task A_batch_whose_budget_is_used_up_waits_and_says_so()
    {
        Charge(0.03m);
        var batch = await AddAsync(Settings);

        await StartAsync(Paid());

        var progress = await ProgressAsync(batch, progress => progress is { State: "waiting", Extracted: > 2 });
        Assert.Equal("the batch's budget is used up", progress.WaitingFor);
        Assert.Equal((4, 2, 0.06m, 0.10m), (progress.Extracted, progress.Requests, progress.Cost, progress.MaxCost));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_batch_whose_budget_is_used_up_goes_on_with_its_other_tiers()
    {
        Charge(0.03m);
        // The free one would take all that is left before it is known what the first request to the other cost.
        Client.Holds = pack => pack.Model.Tier == Tier.Free;
        Client.Hold();
        var batch = await AddAsync(Settings);

        await StartAsync(Paid(), Model("free"));
        await ProgressAsync(batch, progress => progress.Cost == 0.06m);
        Client.Release();

        var progress = await FinishAsync(batch);
        Assert.Equal((20, 0.06m), (progress.Extracted, progress.Cost));
        Assert.Equal(2, Client.Packs.Count(pack => pack.Model.Id == "paid"));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_request_whose_cost_nobody_tells_stays_spent_whole()
    {
        Client.Reply = _ => ScriptedModel.Fail(FailureClass.TryElsewhere);
        var batch = await AddAsync(Settings);

        await StartAsync(Paid());

        var progress = await ProgressAsync(batch, progress => progress.State == "waiting");
        Assert.Equal(1, progress.Requests);
        Assert.InRange(progress.Cost, 0.055m, 0.07m);
    }

    private void Charge(decimal dollars) =>
        Client.Reply = pack => ScriptedModel.Answer(pack, text => text) with
        {
            Cost = pack.Model.Tier == Tier.Paid ? dollars : null,
        };

    private static Model Paid() => Model("paid", tier: Tier.Paid) with { Price = Price };

    private Task<long> AddAsync(BatchSettings settings) =>
        Shop.AddAsync(settings, [.. Enumerable.Range(1, 20).Select(number => $"text {number}")]);
}
