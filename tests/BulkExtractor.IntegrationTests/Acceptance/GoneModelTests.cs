using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class GoneModelTests(TestCluster cluster, ITestOutputHelper output)
{
    private const string Gone = PoolText.FirstModel;

    // What was on its way already when the answer came back may still arrive after it.
    private const string GrantedAfterTheAnswer =
        $"model = '{Gone}' and granted_at > (select min(ended_at) from bulk.attempts where status = 404)";

    [Fact]
    public async Task A_model_that_is_gone_is_not_asked_again_and_the_others_finish()
    {
        await using var site = await SimulatedSite.OpenAsync(
            cluster, 4_000, PoolText.FourModels(account: 50, model: 30), "--latency", "0.1", "--gone", $"{Gone}@5");
        await using var submit = site.Workshop.Start(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", "10", "--wait");

        (await submit.EndAsync(TimeSpan.FromMinutes(1))).With(0);

        var ledger = await site.Simulator.ReadLedgerAsync();
        output.WriteLine($"{ledger}");
        Assert.NotNull(ledger.AfterGone(Gone));
        Assert.InRange(ledger.To(Gone), 1, 200);
        Assert.Equal(0, await site.Workshop.CountAsync("attempts", GrantedAfterTheAnswer));
        await site.Workshop.AssertExtractedAsync(site.Orders, "1");
        var models = JsonNode.Parse((await site.Workshop.RunAsync("models", "--json")).With(0).Output)!.AsArray();
        Assert.Equal([Gone], models.Where(m => (string?)m!["state"] == "retired").Select(m => (string?)m!["id"]));
    }
}
