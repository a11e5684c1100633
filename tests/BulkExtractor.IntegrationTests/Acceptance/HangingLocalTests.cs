using System.Globalization;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>LocalAI hangs in the middle of a batch.</summary>
/// <remarks>For a short while; <c>HANG_SECONDS=60</c> takes the long one, with as many more documents.</remarks>
[Collection(SlowCollection.Name)]
public sealed class HangingLocalTests(TestCluster cluster, ITestOutputHelper output)
{
    private const string LengthVariable = "HANG_SECONDS";
    private const int ShortHang = 6;
    private const int HangsAt = 10;
    private const int LocalTimeout = 2;

    // As many as both answer in a second.
    private const int DocumentsASecond = 40;

    // What the free models' limit may make it wait: its span and the margin, and as long again on a busy machine.
    private const int FreeWindow = 6;

    private const string Pool = $$"""
        accounts:
          localai: { address: "${{{PoolText.AddressVariable}}}", key: key-home, timeout: 2s, cooldown: 1s, parallel: 1 }
          north:
            address: "${{{PoolText.AddressVariable}}}"
            key: key-north
            limits: { free: [{ requests: 4, per: 2s }] }
        models:
          - { id: "home/one", account: localai, tier: local, context: 65536, max_output: 8192 }
          - { id: "alpha/one:free", account: north, tier: free, context: 65536, max_output: 8192 }
          - { id: "alpha/two:free", account: north, tier: free, context: 65536, max_output: 8192 }
        """;

    private const string Failed = "select * from bulk.attempts where model = 'home/one' and outcome = 'failed'";

    // How long after a failed request at home its chunks were asked for elsewhere, at most.
    private const string LongestWait = $"""
        select extract(epoch from max(next.granted_at - failed.ended_at))::float8
        from ({Failed}) failed
        join bulk.attempt_chunks c on c.attempt_id = failed.attempt_id
        join lateral (
          select min(a.granted_at) as granted_at
          from bulk.attempts a join bulk.attempt_chunks same on same.attempt_id = a.attempt_id
          where same.chunk_id = c.chunk_id and a.model <> 'home/one' and a.granted_at > failed.granted_at) next on true
        """;

    private const string AnsweredAgain = $"""
        model = 'home/one' and outcome = 'answered' and granted_at > (select max(ended_at) from ({Failed}) failed)
        """;

    private readonly int _hang = Environment.GetEnvironmentVariable(LengthVariable) is { } wished
        ? int.Parse(wished, CultureInfo.InvariantCulture)
        : ShortHang;

    // The first, and one a rung of the ladder of cooldowns, which doubles from 1 s on.
    private int MostFailures => 1 + (int)Math.Ceiling(Math.Log2(_hang + 1));

    private int Documents => 1_000 + (DocumentsASecond * (_hang - ShortHang));

    [Fact]
    public async Task While_it_hangs_its_chunks_go_elsewhere_and_afterwards_it_is_used_again()
    {
        await using var site = await SimulatedSite.OpenAsync(
            cluster, Documents, Pool, "--latency", "0.5", "--hang", $"localai@{HangsAt}-{HangsAt + _hang}");

        (await site.Workshop.Start(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--tier", "local,free", "--pack", "10", "--wait")
            .EndAsync(TimeSpan.FromMinutes(2) + TimeSpan.FromSeconds(2 * _hang))).With(0);

        var ledger = await site.Simulator.ReadLedgerAsync();
        var waited = await site.Workshop.Database.ReadAsync<double>(LongestWait);
        output.WriteLine($"elsewhere within {waited:0.00} s\n{ledger}");
        var failures = await site.Workshop.CountAsync("attempts", "model = 'home/one' and outcome = 'failed'");
        Assert.InRange(failures, 1, MostFailures);
        Assert.InRange(waited, 0, LocalTimeout + FreeWindow);
        Assert.InRange(await site.Workshop.CountAsync("attempts", AnsweredAgain), 2, Documents);
        await site.Workshop.AssertExtractedAsync(site.Orders, "1");
    }
}
