using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class FaultsAndLimitsTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 4_000;
    private const int MostRequests = 500;

    private static readonly string[] Faults =
        ["--upstream-429", "0.05", "--error-in-200", "0.02", "--truncated", "0.02", "--dropped", "0.02"];

    [Fact]
    public async Task Every_document_is_extracted_through_faults_and_limits_with_hardly_a_request_wasted()
    {
        await using var site = await SimulatedSite.OpenAsync(
            cluster, Documents, PoolText.FourModels(account: 100, model: 60), [.. Faults, "--latency", "0.2"]);
        var startedAt = TimeProvider.System.GetTimestamp();

        await using var submit = site.Workshop.Start(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", "10", "--wait", "--json");
        var said = (await submit.EndAsync(TimeSpan.FromMinutes(2))).With(0);

        var batch = JsonNode.Parse(said.Output)!;
        var ledger = await site.Simulator.ReadLedgerAsync();
        output.WriteLine($"{TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds:0.0} s");
        output.WriteLine($"{ledger}");
        await site.Workshop.AssertExtractedAsync(site.Orders, (string)batch["batch"]!);
        ledger.AssertNoWindowOverItsLimit();
        Assert.InRange(ledger.Arrivals, Documents / 10, MostRequests);
        Assert.Equal(ledger.Arrivals, (int)batch["requests"]!);
        Assert.All(["north", "south"], account => Assert.InRange(ledger.ToAccount(account), 40, MostRequests));
    }
}
