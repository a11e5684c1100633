using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class ServerRestartTests(DurableCluster cluster) : IClassFixture<DurableCluster>, IAsyncLifetime
{
    private const int Documents = 3_000;

    private SimulatedSite _site = null!;

    private ProgramFolder Workshop => _site.Workshop;

    public async ValueTask InitializeAsync()
    {
        _site = await SimulatedSite.OpenAsync(
            cluster.Server, Documents, PoolText.FourModels(account: 60, model: 40), "--latency", "0.2");
        Workshop.Set("Pipeline__LeaseDuration", "00:00:05");
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.StartAgainAsync();
        await _site.DisposeAsync();
    }

    [Fact]
    public async Task Worker_and_followers_go_on_after_the_server_was_killed_and_started_again()
    {
        await using var worker = Workshop.Start("worker");
        await Until.TrueAsync("the worker is there", () => Workshop.HasRowsAsync("workers"));
        await using var submit = SubmitAndWait();
        await Until.TrueAsync("there is a batch", () => Workshop.HasRowsAsync("batches"));
        await using var status = Workshop.Start("status", "1", "--watch", "--json");
        await status.Errors.WaitForAsync("batch 1 extracting");

        await RestartInTheMiddleAsync();

        (await submit.EndAsync()).With(0);
        (await status.EndAsync()).With(0);
        Assert.False(worker.HasExited);
        await AssertNothingLostAsync();
    }

    [Fact]
    public async Task A_submission_that_works_by_itself_goes_on_after_the_server_was_killed_and_started_again()
    {
        await using var submit = SubmitAndWait();
        await Until.TrueAsync("there is a batch", () => Workshop.HasRowsAsync("batches"));

        await RestartInTheMiddleAsync();

        (await submit.EndAsync()).With(0);
        await AssertNothingLostAsync();
    }

    private BulkProcess SubmitAndWait() =>
        Workshop.Start("submit", _site.Orders.Csv, "--job", _site.Orders.Job, "--pack", "10", "--wait", "--json");

    private async Task RestartInTheMiddleAsync()
    {
        await Until.TrueAsync("a third is extracted", () => Workshop.HasExtractedAsync("1", Documents / 3));
        await cluster.StopImmediatelyAsync();
        var meanwhile = (await Workshop.RunAsync("status")).With(2);
        Assert.Contains("PostgreSQL at 127.0.0.1", meanwhile.Errors, StringComparison.Ordinal);
        await cluster.StartAgainAsync();
    }

    private async Task AssertNothingLostAsync()
    {
        (await _site.Simulator.ReadLedgerAsync()).AssertNoWindowOverItsLimit();
        await Workshop.AssertExtractedAsync(_site.Orders, "1");
    }
}
