using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;
using BulkExtractor.Web.Help;

namespace BulkExtractor.IntegrationTests.Manual;

/// <summary>What a user reads is what happens: the lines that need no key are run, one after another.</summary>
public sealed class ReadmeTests(TestCluster cluster) : IDisposable
{
    private readonly ManualFolder _folder = new();

    public static string Text { get; } = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "README.md"));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Its_lines_lead_from_an_empty_job_to_results()
    {
        await using var database = await TestDatabase.CreateAsync(cluster);

        foreach (var block in MarkdownBlock.In(Text))
        {
            if (block.File.Length > 0) _folder.Write(block.File, block.Text);
            else if (block.Language == "sh") await _folder.RunAsync(block.Text, database.ConnectionString);
            else if (block.Language == "sql") Assert.True(await HasRowsAsync(database, block.Text), block.Text);
        }

        Assert.Equal(50, await database.ReadAsync<int>("select extracted_count from bulk.batches where batch_id = 1"));
        Assert.All(
            (string[])["results.csv", "failed.jsonl", "scores.html"],
            file => Assert.True(File.Exists(_folder.PathOf(file)), file));
    }

    [Fact]
    public async Task The_lines_of_the_API_work_on_whatever_batch_they_made()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        await served.SubmitAsync(ServedDashboard.Adverts, "adverts", rows: 1);
        var block = MarkdownBlock.In(HelpTopic.Find("api")!.Text).First(block => block.Language == "sh");
        const string Refusing = "curl() { command curl --fail --silent --show-error \"$@\"; }\n";

        await _folder.RunAsync(
            Refusing + block.Text.Replace("http://127.0.0.1:5080/", $"{served.Address}", StringComparison.Ordinal),
            served.Database.ConnectionString);

        Assert.Contains("AD-1002", await File.ReadAllTextAsync(_folder.PathOf("results.csv"), Token));
        Assert.Contains("\"price\":6000", await File.ReadAllTextAsync(_folder.PathOf("gold.jsonl"), Token));
    }

    [Fact]
    public async Task The_compose_file_is_one_that_docker_reads()
    {
        const string Check = "if docker compose version >/dev/null 2>&1; then echo there; fi";
        if ((await _folder.RunAsync(Check, "")).Length == 0) Assert.Skip("docker compose is not there");
        var file = Path.Combine(RepositoryRoot.Folder, "docker-compose.yml");

        var profiles = "--profile bulk --profile collector";
        await _folder.RunAsync($"POSTGRES_PASSWORD=secret docker compose -f '{file}' {profiles} config --quiet", "");
    }

    private static async Task<bool> HasRowsAsync(TestDatabase database, string statement)
    {
        await using var command = database.DataSource.CreateCommand(statement);
        await using var rows = await command.ExecuteReaderAsync(Token);
        return await rows.ReadAsync(Token);
    }
}
