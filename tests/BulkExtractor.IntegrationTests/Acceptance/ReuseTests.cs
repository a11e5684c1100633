using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class ReuseTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 2_000;
    private const int Changed = 200;
    private const int Pack = 10;

    [Fact]
    public async Task A_nightly_run_asks_only_for_what_changed()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, Documents + Changed, PoolText.OneModel);
        var rows = await RowsAsync(site.Orders.Csv);
        await ExtractAsync(site, "first.csv", rows.Take(Documents));
        var before = (await site.Simulator.ReadLedgerAsync()).Arrivals;

        var (batch, seconds) = await ExtractAsync(site, "second.csv", SecondNight(rows));

        var requests = (await site.Simulator.ReadLedgerAsync()).Arrivals - before;
        output.WriteLine($"{before} requests in the first night, {requests} in the second, in {seconds:0.0} s");
        Assert.InRange(before, Documents / Pack, (Documents / Pack) + 10);
        Assert.InRange(requests, Changed / Pack, (Changed / Pack) + 2);
        Assert.Equal(
            (requests, Documents, Documents - Changed),
            ((int)batch["requests"]!, (int)batch["extracted"]!, (int)batch["cached"]!));
        await AssertEveryRowIsItsOwnAsync(site, (string)batch["batch"]!);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // A row is two lines, since its text has two.
    private static async Task<IReadOnlyList<string>> RowsAsync(string csv) =>
        [.. (await File.ReadAllLinesAsync(csv, Token)).Skip(1).Chunk(2).Select(lines => string.Join('\n', lines))];

    private static IEnumerable<string> SecondNight(IReadOnlyList<string> rows) =>
        rows.Take(Documents).Select((row, place) =>
            place % (Documents / Changed) == 0 ? rows[Documents + (place / (Documents / Changed))] : row);

    private static async Task<(JsonNode Batch, double Seconds)> ExtractAsync(
        SimulatedSite site, string name, IEnumerable<string> rows)
    {
        var csv = site.Workshop.Folder.Write(name, $"order_id,order\n{string.Join('\n', rows)}\n");
        var startedAt = TimeProvider.System.GetTimestamp();
        await using var submit = site.Workshop.Start(
            "submit", csv, "--job", site.Orders.Job, "--pack", $"{Pack}", "--wait", "--json");
        var said = (await submit.EndAsync(TimeSpan.FromMinutes(2))).With(0);
        return (JsonNode.Parse(said.Output)!, TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds);
    }

    private static async Task AssertEveryRowIsItsOwnAsync(SimulatedSite site, string batch)
    {
        var export = Path.Combine(site.Workshop.Folder.Path, "export.jsonl");
        (await site.Workshop.RunAsync("export", batch, "--format", "jsonl", "--out", export)).With(0);
        var rows = (await File.ReadAllLinesAsync(export, Token)).Select(line => JsonNode.Parse(line)!).ToList();
        Assert.Equal(Documents, rows.Count);
        Assert.All(rows, row => Assert.Equal(
            $"A-{int.Parse((string)row["key"]!):0000000}", (string?)row["fields"]!["number"]));
    }
}
