using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary><c>backup</c> and <c>restore</c> as their user runs them.</summary>
public sealed class BackupCommandTests : IDisposable
{
    private readonly TestFolder _folder = new("bulk backup command ");

    private string File => Path.Combine(_folder.Path, "bulk.dump");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_batch_that_was_deleted_is_there_again_and_waits_for_a_worker()
    {
        var input = Path.Combine(_folder.Path, "ads.csv");
        await System.IO.File.WriteAllTextAsync(input, "ad_id,advert\n1,A red bicycle for 50 EUR\n", Token);
        var submitted = await RunAsync(0, "submit", input, "--job", "adverts", "--simulate", "--json");
        var batch = (string)JsonNode.Parse(submitted.Output)!["batch"]!;

        var backup = JsonNode.Parse((await RunAsync(0, "backup", File, "--json")).Output)!;
        Assert.Equal((File, new FileInfo(File).Length), ((string)backup["file"]!, (long)backup["bytes"]!));
        await RunAsync(0, "delete", batch);
        await RunAsync(0, "restore", File);

        var status = JsonNode.Parse((await RunAsync(0, "status", batch, "--json")).Output)!;
        Assert.Equal(("queued", 1), ((string)status["state"]!, (int)status["documents"]!));
        Assert.StartsWith("a worker: none is there", (string)status["waiting_for"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("backup", "BULK_POSTGRES")]
    [InlineData("restore", "BULK_POSTGRES")]
    [InlineData("restore", "BULK_DATA")]
    public async Task What_cannot_be_done_is_told_in_one_line(string verb, string database)
    {
        var address = database == "BULK_DATA" ? _folder.Path : "Host=127.0.0.1;Port=1;Username=x;Password=y";
        await using var process = BulkProcess.Start(
            new Dictionary<string, string?> { [database] = address }, [verb, File]);

        var ended = (await process.EndAsync()).With(2);

        Assert.Single(ended.Errors.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        Assert.StartsWith("bulk: ", ended.Errors, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<Ended> RunAsync(int code, params string[] arguments)
    {
        await using var process = BulkProcess.Start(
            new Dictionary<string, string?> { ["BULK_DATA"] = _folder.Path }, arguments);
        // The first one makes the cluster, the last to leave stops it.
        return (await process.EndAsync(TimeSpan.FromMinutes(3))).With(code);
    }
}
