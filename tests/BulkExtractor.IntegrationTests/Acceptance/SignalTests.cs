using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class SignalTests(TestCluster cluster)
{
    private static readonly string Pool = PoolText.FourModels(account: 20, model: 10);

    [Fact]
    public async Task The_first_signal_records_what_is_under_way_and_gives_the_rest_back()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 400, Pool, "--latency", "1");
        var batch = await site.Workshop.SubmitAsync(site.Orders, site.Pool);
        await using var first = site.Workshop.Start("worker");
        await Until.TrueAsync("requests are under way", () => IsBusyAsync(site));

        await first.TerminateAsync();
        (await first.EndAsync()).With(130);

        Assert.Equal(0, await site.Workshop.CountAsync("chunks", "state = 'leased'"));
        Assert.Equal(0, await site.Workshop.CountAsync("attempts", "ended_at is null"));
        Assert.Equal(0, await site.Workshop.CountAsync("workers", "true"));
        await using var second = site.Workshop.Start("worker");
        await Until.TrueAsync("the second worker finishes", () => site.Workshop.HasEndedAsync(batch));
        await site.Workshop.AssertExtractedAsync(site.Orders, batch);
        Assert.Equal(0, (int)(await site.Workshop.StatusAsync(batch))["wasted"]!);
    }

    [Fact]
    public async Task The_second_signal_stops_at_once()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 50, Pool, "--latency", "60");
        await site.Workshop.SubmitAsync(site.Orders, site.Pool);
        await using var worker = site.Workshop.Start("worker");
        await Until.TrueAsync("requests are under way", () => IsBusyAsync(site));

        await worker.TerminateAsync();
        await worker.Errors.WaitForAsync("once more to stop at once");
        Assert.False(worker.HasExited);
        await worker.TerminateAsync();

        (await worker.EndAsync(TimeSpan.FromSeconds(10))).With(130);
    }

    [Fact]
    public async Task A_submission_that_waited_long_enough_leaves_the_batch_to_others()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 600, Pool, "--latency", "0.2");
        await using var submit = site.Workshop.Start(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--wait", "--for", "2s", "--json");

        var said = JsonNode.Parse((await submit.EndAsync()).With(3).Output)!;

        Assert.NotEqual("finished", (string?)said["state"]);
        await using var worker = site.Workshop.Start("worker");
        var batch = (string)said["batch"]!;
        await Until.TrueAsync("a worker finishes", () => site.Workshop.HasEndedAsync(batch));
        await site.Workshop.AssertExtractedAsync(site.Orders, batch);
    }

    [Fact]
    public async Task A_submission_that_followed_a_worker_goes_on_by_itself_when_that_left()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 400, Pool, "--latency", "0.2");
        await using var worker = site.Workshop.Start("worker");
        await Until.TrueAsync("the worker is there", () => site.Workshop.HasRowsAsync("workers"));
        await using var submit = site.Workshop.Start("submit", site.Orders.Csv, "--job", site.Orders.Job, "--wait");
        await Until.TrueAsync("requests are under way", () => IsBusyAsync(site));

        await worker.TerminateAsync();
        (await worker.EndAsync()).With(130);

        (await submit.EndAsync(TimeSpan.FromMinutes(1))).With(0);
        await site.Workshop.AssertExtractedAsync(site.Orders, "1");
    }

    [Fact]
    public async Task Documents_that_were_given_up_are_told_by_the_exit_code()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 4, Pool);
        await File.AppendAllTextAsync(site.Orders.Csv, "without a text,\n", TestContext.Current.CancellationToken);
        await using var submit = site.Workshop.Start(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", "1", "--wait", "--json");

        var said = JsonNode.Parse((await submit.EndAsync()).With(1).Output)!;

        Assert.Equal(
            ("finished", 4, 1), ((string?)said["state"], (int)said["extracted"]!, (int)said["failed"]!));
    }

    [Fact]
    public async Task Documents_wait_while_no_model_ever_answered_and_the_reason_is_told()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 5, Pool, "--dropped", "1");
        await using var submit = site.Workshop.Start(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", "1", "--wait", "--for", "15s", "--json");

        var said = JsonNode.Parse((await submit.EndAsync()).With(3).Output)!;

        Assert.Equal(("waiting", 0), ((string?)said["state"], (int)said["failed"]!));
        Assert.Contains(
            "nothing of what it answers can be read", (string)said["waiting_for"]!, StringComparison.Ordinal);
    }

    private static async Task<bool> IsBusyAsync(SimulatedSite site) =>
        (await site.Simulator.ReadLedgerAsync()).InFlight >= 3;
}
