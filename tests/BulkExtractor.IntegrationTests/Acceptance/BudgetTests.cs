using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class BudgetTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 4_500;
    private const decimal Budget = 1.00m;
    private const decimal LeastCharged = 0.90m;

    // A request costs about a third of a cent, and is reserved with less than a cent.
    private const string Pool = $$"""
        accounts:
          shop: { address: "${{{PoolText.AddressVariable}}}", key: key-shop, cooldown: 1s }
          north:
            address: "${{{PoolText.AddressVariable}}}"
            key: key-north
            limits: { free: [{ requests: 50, per: 2s }] }
        models:
          - { id: "alpha/paid", account: shop, tier: paid, context: 65536, max_output: 1024,
              price: { input: 1, output: 5 } }
          - { id: "{{PoolText.FirstModel}}", account: north, tier: free, context: 65536, max_output: 8192 }
        """;

    [Fact]
    public async Task No_more_than_the_budget_is_charged_though_a_worker_is_killed_with_eight_requests_in_flight()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, Documents, Pool, "--latency", "0.3");
        site.Workshop.Set("Pipeline__LeaseDuration", "00:00:05");
        site.Workshop.Set("Pipeline__Parallelism", "8");
        var batch = await SubmitAsync(site);

        await using (var victim = site.Workshop.Start("worker"))
        {
            await Until.TrueAsync("1,000 extracted", () => site.Workshop.HasExtractedAsync(batch, 1_000));
            await victim.KillAsync();
        }

        await using var next = site.Workshop.Start("worker");
        await Until.TrueAsync("the batch is finished", () => site.Workshop.HasEndedAsync(batch));

        var charged = (await site.Simulator.ReadLedgerAsync()).Charged("shop");
        var cost = (decimal)(await site.Workshop.StatusAsync(batch))["cost"]!;
        var unknown = await site.Workshop.CountAsync("attempts", "ended_at is null");
        output.WriteLine($"charged {charged}, counted {cost}, {unknown} requests with unknown ends");
        // Those in flight, and a few that were answered and not recorded yet.
        Assert.InRange(unknown, 1, 16);
        Assert.InRange(charged, LeastCharged, Budget);
        Assert.InRange(cost, charged, Budget);
        await site.Workshop.AssertExtractedAsync(site.Orders, batch);
    }

    private static async Task<string> SubmitAsync(SimulatedSite site)
    {
        var said = (await site.Workshop.RunAsync(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--tier", "paid,free", "--max-cost", "1.00", "--json"))
            .With(0);
        return (string)JsonNode.Parse(said.Output)!["batch"]!;
    }
}
