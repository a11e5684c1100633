using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres.Embedded;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class DemoTests : IDisposable
{
    private const int Rows = 50;

    private readonly TestFolder _folder = new("bulk demo with spaces ");

    private string Data => Path.Combine(_folder.Path, "my data");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_runs_twice_at_once_and_again()
    {
        await using var first = Start();
        await using var second = Start();
        await AssertDoneAsync(first);
        await AssertDoneAsync(second);

        await using var again = Start();

        await AssertDoneAsync(again);
    }

    [Fact]
    public async Task It_runs_again_after_it_was_killed_in_the_middle()
    {
        await using var killed = Start(rows: 242);
        await killed.Errors.WaitForAsync("Batch 1");
        await RequestsAreUnderWayAsync();
        await killed.KillAsync();

        await using var again = Start();

        await AssertDoneAsync(again);
    }

    private BulkProcess Start(int rows = Rows) => BulkProcess.Start(
        new Dictionary<string, string?> { ["BULK_DATA"] = Data },
        ["demo", "--rows", $"{rows}", "--json"]);

    private async Task RequestsAreUnderWayAsync()
    {
        await using var cluster = await EmbeddedCluster.StartAsync(
            new(RepositoryRoot.Folder) { DataFolder = Data },
            TimeProvider.System,
            TestContext.Current.CancellationToken);
        var address = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = "bulk" };
        await using var source = NpgsqlDataSource.Create(address);
        await using var any = source.CreateCommand("select exists (select from bulk.attempts where ended_at is null)");
        await Until.TrueAsync("a request is under way", async () => await any.ExecuteScalarAsync() is true);
    }

    private static async Task AssertDoneAsync(BulkProcess demo)
    {
        var batch = JsonNode.Parse((await demo.EndAsync(TimeSpan.FromMinutes(1))).With(0).Output)!;
        Assert.Equal(("finished", Rows), ((string?)batch["state"], (int)batch["extracted"]!));
    }
}
