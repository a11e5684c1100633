using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

[Collection(SlowCollection.Name)]
public sealed class SharesTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 400;
    private const int UnderLease = 80;
    private const int Windows = 20;
    private const double Share = 0.75;
    private const double Tolerance = 0.05;
    private static readonly TimeSpan AtMost = TimeSpan.FromMinutes(3);

    // Windows of a second.
    private const string Pool = $$"""
        accounts:
          north:
            address: "${{{PoolText.AddressVariable}}}"
            key: key-north
            limits: { free: [{ requests: 20, per: 1s }] }
        models:
          - { id: "{{PoolText.FirstModel}}", account: north, tier: free, context: 65536, max_output: 8192 }
        """;

    // Towards the end all of the heavier batch is under lease, and one worker may have none of it:
    // that part is left out.
    private static string SharesOf(string heavy) => $"""
        with sent as (
          select extract(epoch from granted_at)::float8 as at, (batch_id = {heavy})::int as heavy from bulk.attempts),
        waiting as (
          select * from sent
          where at <= (select at from sent where heavy = 1 order by at offset {Documents - UnderLease} limit 1))
        select array_agg(share) from (
          select (select avg(heavy)::float8 from waiting w where w.at >= s.at and w.at < s.at + {Windows}) as share
          from waiting s where s.at + {Windows} <= (select max(at) from waiting)) shares
        """;

    [Fact]
    public async Task Two_batches_share_the_requests_of_two_workers_by_their_weights()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, Documents, Pool);
        var heavy = await SubmitAsync(site, weight: 3);
        await SubmitAsync(site, weight: 1);

        await using var one = site.Workshop.Start("worker");
        await using var other = site.Workshop.Start("worker");
        await Until.TrueAsync("the heavier batch is finished", () => site.Workshop.HasEndedAsync(heavy), AtMost);

        var shares = await site.Workshop.Database.ReadAsync<double[]>(SharesOf(heavy));
        var ledger = await site.Simulator.ReadLedgerAsync();
        output.WriteLine($"{shares.Length} spans of {Windows} windows: {shares.Min():0.000} to {shares.Max():0.000}");
        ledger.AssertNoWindowOverItsLimit();
        Assert.NotEmpty(shares);
        Assert.All(shares, share => Assert.InRange(share, Share * (1 - Tolerance), Share * (1 + Tolerance)));
    }

    private static async Task<string> SubmitAsync(SimulatedSite site, int weight)
    {
        var said = (await site.Workshop.RunAsync(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", "1", "--weight", $"{weight}", "--json"))
            .With(0);
        return (string)JsonNode.Parse(said.Output)!["batch"]!;
    }
}
