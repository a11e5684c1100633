using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class RecordTests(TestCluster cluster) : IAsyncLifetime
{
    private const int Documents = 200;
    private const string Key = "sk-record-5f0c1d";

    private const string Pool = $$"""
        accounts:
          north: { address: "${{{PoolText.AddressVariable}}}", key: {{Key}}, parallel: 1, cooldown: 1s }
        models:
          - { id: "{{PoolText.FirstModel}}", account: north, tier: free, context: 65536, max_output: 8192 }
        """;

    private SimulatedSite _site = null!;

    private string Record => Path.Combine(_site.Workshop.Folder.Path, "record");

    public async ValueTask InitializeAsync()
    {
        _site = await SimulatedSite.OpenAsync(
            cluster, Documents, Pool, "--upstream-429", "0.05", "--reset", "0.03", "--html-502", "0.03",
            "--truncated", "0.05", "--error-in-200", "0.03");
        _site.Workshop.Set("BULK_RECORD", Record);
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task A_recorded_run_is_repeated_from_its_files_alone()
    {
        _site.Workshop.Set("BULK_RECORD_TEXTS", "yes");
        var first = await ExtractAsync(_site.Workshop);
        await using var replay = await SimulatorProcess.StartAsync("--replay", Record);
        await using var elsewhere = await ProgramFolder.OpenAsync(cluster);
        elsewhere.Set(PoolText.AddressVariable, $"{replay.Address}v1");
        elsewhere.Set("BULK_POOL", _site.Pool);

        var second = await ExtractAsync(elsewhere);

        Assert.InRange((await replay.ReadLedgerAsync()).Arrivals, Documents / 2 / 2, Documents);
        Assert.Equal(first, second);
    }

    [Fact]
    public async Task A_record_holds_neither_the_key_nor_a_text_and_is_its_owners_alone()
    {
        await ExtractAsync(_site.Workshop);

        var files = Directory.GetFiles(Record);
        Assert.InRange(files.Length, Documents / 2, 2 * Documents);
        Assert.All(files, file =>
        {
            var text = File.ReadAllText(file);
            Assert.DoesNotContain(Key, text);
            Assert.DoesNotContain("Order A-", text);
            Assert.DoesNotContain("chair\\\"", text);
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        });
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(Record));
    }

    // The rows of the export: what was extracted, or why nothing was.
    private async Task<IReadOnlyList<string>> ExtractAsync(ProgramFolder folder)
    {
        await using var submit = folder.Start(
            "submit", _site.Orders.Csv, "--job", _site.Orders.Job, "--pack", "2", "--wait", "--json");
        var batch = (string)JsonNode.Parse((await submit.EndAsync(TimeSpan.FromMinutes(2))).With(0).Output)!["batch"]!;
        var said = (await folder.RunAsync("export", batch, "--format", "jsonl", "--out", "-")).With(0);
        return
        [
            .. said.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)
                .Select(line => JsonNode.Parse(line)!)
                .Select(row => $"{row["key"]} {row["fields"]?.ToJsonString()} {row["error"]}"),
        ];
    }
}
