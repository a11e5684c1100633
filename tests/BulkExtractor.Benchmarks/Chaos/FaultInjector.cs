using System.Collections.Concurrent;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>Does one fault after another to workers and their database.</summary>
internal sealed class FaultInjector(
    Fleet fleet, BenchCluster cluster, CuttingProxy proxy, SemaphoreSlim databaseUp, Log log)
{
    private const int CommitsCutAtOnce = 3;

    private readonly ConcurrentBag<DoneFault> _done = [];
    private readonly List<Task> _thaws = [];

    public IReadOnlyCollection<DoneFault> Done => _done;

    /// <summary>Goes on for a while; every fault is brought to its end, and a frozen worker delays no other.</summary>
    public async Task RunAsync(IEnumerable<Fault> faults, TimeSpan span, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        foreach (var fault in faults)
        {
            await Task.Delay(fault.Before, cancellationToken);
            if (TimeProvider.System.GetElapsedTime(startedAt) > span) break;
            await DoAsync(fault, cancellationToken);
        }

        await Task.WhenAll(_thaws);
    }

    private async Task DoAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (fleet.FindRunning(fault.Worker) is not { } worker)
        {
            log.Say($"{fault.Kind} hits nobody: no worker runs");
            return;
        }

        log.Say($"{fault.Kind} {Describe(fault, worker)}");
        if (fault.Kind == FaultKind.Freeze) _thaws.Add(NoteAsync(fault, worker, cancellationToken));
        else await NoteAsync(fault, worker, cancellationToken);
    }

    private async Task NoteAsync(Fault fault, int worker, CancellationToken cancellationToken)
    {
        var at = TimeProvider.System.GetUtcNow();
        var liftedAt = fault.Kind switch
        {
            FaultKind.Kill => await KillAsync(worker, cancellationToken),
            FaultKind.KillStart => await KillStartAsync(worker, fault.IntoStart, cancellationToken),
            FaultKind.StopDatabase => await StopDatabaseAsync(fault.Length, cancellationToken),
            FaultKind.StopDatabaseAtStart => await StopDatabaseAtStartAsync(worker, fault, cancellationToken),
            FaultKind.Freeze => await FreezeAsync(worker, fault.Length, cancellationToken),
            FaultKind.CutCommits => Cut(() => proxy.CutCommits(CommitsCutAtOnce)),
            FaultKind.CutLinks => Cut(proxy.CutAll),
            FaultKind.LockTable => await LockTableAsync(fault.Length, cancellationToken),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };
        _done.Add(new DoneFault(fault.Kind, at, liftedAt));
    }

    private static string Describe(Fault fault, int worker)
    {
        var (start, length) = ($"{fault.IntoStart.TotalSeconds:0.0} s", $"{fault.Length.TotalSeconds:0.0} s");
        return fault.Kind switch
        {
            FaultKind.KillStart => $"worker {worker}, again {start} into its start",
            FaultKind.StopDatabase => $"for {length}",
            FaultKind.StopDatabaseAtStart => $"for {length}, {start} into a start of worker {worker}",
            FaultKind.Freeze => $"worker {worker} for {length}",
            FaultKind.CutCommits => $"of {CommitsCutAtOnce}",
            FaultKind.CutLinks => "to the database",
            FaultKind.LockTable => $"for {length}",
            _ => $"worker {worker}",
        };
    }

    private async Task<DateTimeOffset> KillAsync(int worker, CancellationToken cancellationToken) =>
        (await fleet.KillAsync(worker, cancellationToken)).StartedAt;

    private async Task<DateTimeOffset> KillStartAsync(
        int worker, TimeSpan intoStart, CancellationToken cancellationToken)
    {
        await fleet.KillAsync(worker, cancellationToken);
        await Task.Delay(intoStart, cancellationToken);
        return await KillAsync(worker, cancellationToken);
    }

    private async Task<DateTimeOffset> StopDatabaseAtStartAsync(
        int worker, Fault fault, CancellationToken cancellationToken)
    {
        await fleet.KillAsync(worker, cancellationToken);
        await Task.Delay(fault.IntoStart, cancellationToken);
        return await StopDatabaseAsync(fault.Length, cancellationToken);
    }

    private async Task<DateTimeOffset> StopDatabaseAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        await databaseUp.WaitAsync(cancellationToken);
        try
        {
            await cluster.StopHardAsync(cancellationToken);
            await Task.Delay(length, cancellationToken);
            await cluster.StartAgainAsync(cancellationToken);
        }
        finally
        {
            databaseUp.Release();
        }

        return TimeProvider.System.GetUtcNow();
    }

    private static DateTimeOffset Cut(Action cut)
    {
        cut();
        return TimeProvider.System.GetUtcNow();
    }

    private async Task<DateTimeOffset> LockTableAsync(TimeSpan length, CancellationToken cancellationToken)
    {
        await databaseUp.WaitAsync(cancellationToken);
        try
        {
            await cluster.LockAsync("bulk.chunks", length, cancellationToken);
        }
        finally
        {
            databaseUp.Release();
        }

        return TimeProvider.System.GetUtcNow();
    }

    private async Task<DateTimeOffset> FreezeAsync(int worker, TimeSpan length, CancellationToken cancellationToken)
    {
        var process = fleet.Worker(worker);
        await process.SignalAsync("STOP");
        await Task.Delay(length, cancellationToken);
        await process.SignalAsync("CONT");
        return TimeProvider.System.GetUtcNow();
    }
}
