using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class LeaseKeeperTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_worker_says_several_times_within_a_lease_that_it_is_there_and_no_more_once_it_ended()
    {
        var (clock, workers, worker) = (new ManualClock(), new KnownWorkers(), new WorkerIdentity(7, []));
        var options = new PipelineOptions { LeaseDuration = TimeSpan.FromSeconds(60) };
        var leases = new LeaseBook(new FullQueue(), worker, options, clock);
        using var ended = new CancellationTokenSource();

        var keeping = new LeaseKeeper(leases, workers, worker, options, clock).RunAsync(ended.Token, Token);
        for (var told = 1; told <= 3; told++)
        {
            clock.Advance(TimeSpan.FromSeconds(15));
            await workers.NextAsync(Token);
        }

        await ended.CancelAsync();
        await keeping;
        Assert.Equal([7, 7, 7], workers.Kept);
    }
}
