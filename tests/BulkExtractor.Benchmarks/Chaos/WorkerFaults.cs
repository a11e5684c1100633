namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>What is done to a worker; each says when nothing stood in the way any more.</summary>
internal sealed class WorkerFaults(Fleet fleet)
{
    public async Task<DateTimeOffset> KillAsync(int worker, CancellationToken cancellationToken) =>
        (await fleet.KillAsync(worker, cancellationToken)).StartedAt;

    public async Task<DateTimeOffset> KillStartAsync(int worker, Fault fault, CancellationToken cancellationToken)
    {
        await fleet.KillAsync(worker, cancellationToken);
        await Task.Delay(fault.IntoStart, cancellationToken);
        return await KillAsync(worker, cancellationToken);
    }

    public async Task<DateTimeOffset> KillDrainAsync(int worker, Fault fault, CancellationToken cancellationToken)
    {
        await fleet.Worker(worker).SignalAsync("TERM");
        // What is under way is finished within a second or so.
        await Task.Delay(fault.IntoStart / 4, cancellationToken);
        return await KillAsync(worker, cancellationToken);
    }

    public async Task<DateTimeOffset> FreezeAsync(int worker, Fault fault, CancellationToken cancellationToken)
    {
        var process = fleet.Worker(worker);
        await process.SignalAsync("STOP");
        await Task.Delay(fault.Length, cancellationToken);
        await process.SignalAsync("CONT");
        return TimeProvider.System.GetUtcNow();
    }
}
