using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class PoisonTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 1_000;

    [Theory]
    [InlineData(10, 8)]
    [InlineData(25, 8)]
    public async Task One_document_that_every_provider_refuses_costs_few_requests_and_harms_no_other(
        int packSize, int mostExtra)
    {
        await using var site = await SimulatedSite.OpenAsync(
            cluster, Documents, PoolText.FourModels(account: 50, model: 30), "--flagged", "Order A-0000500:");

        var ended = (await site.Workshop.RunAsync(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", $"{packSize}", "--wait", "--json")).With(1);

        var ledger = await site.Simulator.ReadLedgerAsync();
        var status = JsonNode.Parse(ended.Output)!;
        output.WriteLine($"{status}\n{ledger}");
        Assert.Equal((Documents - 1, 1), ((int)status["extracted"]!, (int)status["failed"]!));
        Assert.InRange(ledger.Arrivals, Documents / packSize, (Documents / packSize) + mostExtra);
    }
}
