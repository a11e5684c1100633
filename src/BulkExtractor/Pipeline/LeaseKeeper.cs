namespace BulkExtractor.Pipeline;

/// <summary>Renews all leases of this worker, and says that it is there, several times within a lease.</summary>
internal sealed class LeaseKeeper(
    LeaseBook leases, IWorkerRegistry workers, WorkerIdentity worker, PipelineOptions options, TimeProvider clock)
{
    public async Task RunAsync(CancellationToken ended, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(options.LeaseDuration / 4, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, stop);
        while (await NextAsync(timer, ended, either.Token))
        {
            await leases.RenewAsync(stop);
            await workers.KeepAsync(worker.WorkerId, stop);
        }
    }

    private static async Task<bool> NextAsync(PeriodicTimer timer, CancellationToken ended, CancellationToken either)
    {
        try
        {
            return await timer.WaitForNextTickAsync(either);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            return false;
        }
    }
}
