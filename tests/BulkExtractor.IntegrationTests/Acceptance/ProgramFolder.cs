using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>A database and a folder of a test's own, and the program run in them.</summary>
internal sealed class ProgramFolder(TestDatabase database) : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Dictionary<string, string?> _settings = new() { ["BULK_POSTGRES"] = database.ConnectionString };

    public TestDatabase Database => database;

    public TemporaryFolder Folder => _folder;

    public static async Task<ProgramFolder> OpenAsync(TestCluster cluster) =>
        new(await TestDatabase.CreateAsync(cluster));

    /// <summary>Sets an environment variable for every process from now on.</summary>
    public void Set(string name, string? value) => _settings[name] = value;

    /// <summary>Whether processes work in the test's folder, with its jobs, instead of the tests' own.</summary>
    public bool StartsInFolder { get; set; }

    public BulkProcess Start(params string[] arguments) =>
        BulkProcess.Start(_settings, arguments, folder: StartsInFolder ? Folder.Path : null);

    public BulkProcess StartFed(params string[] arguments) => BulkProcess.Start(_settings, arguments, feeds: true);

    public async Task<Ended> RunAsync(params string[] arguments)
    {
        await using var process = Start(arguments);
        return await process.EndAsync();
    }

    /// <summary>Submits without waiting; the batch's number.</summary>
    public async Task<string> SubmitAsync(OrderSet orders, string pool)
    {
        var said = (await RunAsync("submit", orders.Csv, "--job", orders.Job, "--pool", pool, "--json")).With(0);
        return (string)JsonNode.Parse(said.Output)!["batch"]!;
    }

    public async Task<JsonNode> StatusAsync(string batch) =>
        JsonNode.Parse((await RunAsync("status", batch, "--json")).With(0).Output)!;

    public async Task<bool> HasExtractedAsync(string batch, int atLeast) => await Database.ReadAsync<int>(
        $"select extracted_count from bulk.batches where batch_id = {batch}") >= atLeast;

    public async Task<bool> HasEndedAsync(string batch) => await Database.ReadAsync<bool>(
        $"select state = 'finished' from bulk.batches where batch_id = {batch}");

    public async Task<bool> HasRowsAsync(string table) => await CountAsync(table, "true") > 0;

    public Task<int> CountAsync(string table, string condition) =>
        Database.ReadAsync<int>($"select count(*)::int from bulk.{table} where {condition}");

    /// <summary>Exports a batch and compares it with what belongs to it.</summary>
    public async Task AssertExtractedAsync(OrderSet orders, string batch)
    {
        var status = await StatusAsync(batch);
        Assert.Equal(
            ("finished", orders.Count, 0),
            ((string?)status["state"], (int)status["extracted"]!, (int)status["failed"]!));
        var export = Path.Combine(Folder.Path, $"{batch}.jsonl");
        (await RunAsync("export", batch, "--format", "jsonl", "--out", export)).With(0);
        await orders.AssertSameAsync(export);
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        _folder.Dispose();
    }
}
