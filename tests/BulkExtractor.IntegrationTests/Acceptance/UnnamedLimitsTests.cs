using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class UnnamedLimitsTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 400;

    // What the provider allows, and does not say.
    private const string Played = $$"""
        accounts:
          north: { address: "${{{PoolText.AddressVariable}}}", key: key-north }
        models:
          - { id: "alpha/one:free", account: north, {{Model}}, limits: [{ requests: 20, per: 1s }] }
          - { id: "alpha/two:free", account: north, {{Model}}, limits: [{ requests: 20, per: 1s }] }
        """;

    private const string Known = $$"""
        accounts:
          north: { address: "${{{PoolText.AddressVariable}}}", key: key-north, cooldown: 1s }
        models:
          - { id: "alpha/one:free", account: north, {{Model}} }
          - { id: "alpha/two:free", account: north, {{Model}} }
        """;

    private const string Model = "tier: free, context: 65536, max_output: 8192";

    [Fact]
    public async Task Models_that_name_no_limit_refuse_little_once_they_have_refused()
    {
        var folder = await ProgramFolder.OpenAsync(cluster);
        var ledger = Path.Combine(folder.Folder.Path, "ledger.jsonl");
        await using var site = await SimulatedSite.OpenAsync(
            folder, OrderSet.Write(folder.Folder, Documents), Played, "--ledger", ledger, "--headers", "none");
        folder.Set("BULK_POOL", folder.Folder.Write("known.yaml", Known));

        await using var submit = folder.Start(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", "1", "--wait", "--json");
        var batch = (string)JsonNode.Parse((await submit.EndAsync(TimeSpan.FromMinutes(3))).With(0).Output)!["batch"]!;

        await folder.AssertExtractedAsync(site.Orders, batch);
        var (refused, all) = await CountLaterAsync(ledger);
        output.WriteLine($"{refused} of {all} requests refused later than a second after the first refusal");
        Assert.InRange(refused, 0, all / 20);
    }

    // What is under way when the first one refuses is of the same window.
    private static async Task<(int Refused, int All)> CountLaterAsync(string ledger)
    {
        var lines = await File.ReadAllLinesAsync(ledger, TestContext.Current.CancellationToken);
        var entries = lines.Select(line => JsonNode.Parse(line)!).ToList();
        var first = entries.Where(entry => (int?)entry["status"] == 429).Min(entry => (double)entry["at"]!);
        var later = entries.Where(entry => (double)entry["at"]! > first + 1).ToList();
        return (later.Count(entry => (int?)entry["status"] == 429), later.Count);
    }
}
