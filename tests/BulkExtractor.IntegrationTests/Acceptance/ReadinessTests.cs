using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Web;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary><c>bulk doctor --ready</c>, which a container's health is asked of.</summary>
public sealed class ReadinessTests(TestCluster cluster)
{
    [Fact]
    public async Task A_server_that_works_is_ready()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        await HasWorkerAsync(served.Database);

        var ended = (await served.RunAsync("doctor", "--ready", $"{served.Address}", "--json")).With(0);

        var checks = JsonNode.Parse(ended.Output)!.AsArray();
        Assert.Equal(["worker", "server"], checks.Select(check => (string)check!["what"]!));
        Assert.All(checks, check => Assert.True((bool)check!["right"]!));
    }

    [Fact]
    public async Task A_worker_is_ready_once_it_is_heard_of_and_no_longer_when_it_is_not()
    {
        await using var folder = await ProgramFolder.OpenAsync(cluster);
        var before = (await folder.RunAsync("doctor", "--ready")).With(1);
        Assert.Contains("WRONG  worker: none on ", before.Output, StringComparison.Ordinal);
        await using var worker = folder.Start("worker", "--simulate");
        await HasWorkerAsync(folder.Database);

        (await folder.RunAsync("doctor", "--ready")).With(0);

        await worker.StopAsync();
        await folder.Database.ExecuteAsync("update bulk.workers set seen_at = seen_at - interval '1 minute'");
        (await folder.RunAsync("doctor", "--ready")).With(1);
    }

    [Fact]
    public async Task A_worker_of_another_machine_does_not_count()
    {
        await using var folder = await ProgramFolder.OpenAsync(cluster);
        await folder.Database.ExecuteAsync(
            "insert into bulk.workers (host, process_id, accounts) values ('another', 1, '{}')");

        (await folder.RunAsync("doctor", "--ready")).With(1);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_not_ready()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        await HasWorkerAsync(served.Database);

        var ended = (await served.RunAsync("doctor", "--ready", "http://127.0.0.1:1")).With(1);

        Assert.Contains("right  worker", ended.Output, StringComparison.Ordinal);
        Assert.Contains("WRONG  server", ended.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_that_is_none_is_told_in_one_line()
    {
        await using var folder = await ProgramFolder.OpenAsync(cluster);

        var ended = (await folder.RunAsync("doctor", "--ready", "here")).With(2);

        Assert.StartsWith("bulk: --ready 'here' is no address", Assert.Single(ended.Errors.TrimEnd().Split('\n')));
    }

    private static Task HasWorkerAsync(TestDatabase database) => Until.TrueAsync(
        "a worker is there", () => database.ReadAsync<bool>("select exists (select from bulk.living_workers)"));
}
