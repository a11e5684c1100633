using System.Collections.Concurrent;
using BulkExtractor.Benchmarks.Surroundings;

namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>Does one fault after another to workers and their database.</summary>
internal sealed class FaultInjector
{
    private const int CommitsCutAtOnce = 3;

    private readonly Fleet _fleet;
    private readonly CuttingProxy _proxy;
    private readonly WorkerFaults _workers;
    private readonly DatabaseFaults _database;
    private readonly StepFaults _steps;
    private readonly bool _hasDisk;
    private readonly Log _log;
    private readonly ConcurrentBag<DoneFault> _done = [];
    private readonly List<Task> _lasting = [];
    private Task _away = Task.CompletedTask;

    public FaultInjector(ChaosSite site, Fleet fleet, SemaphoreSlim databaseUp, Log log)
    {
        (_fleet, _proxy, _log, _hasDisk) = (fleet, site.Proxy, log, site.Cluster.HasDisk);
        _workers = new WorkerFaults(fleet);
        _database = new DatabaseFaults(site.Cluster, site.Proxy, databaseUp);
        _steps = new StepFaults(site.Source, site.Program, site.Proxy);
        Migrations = new MigrationTrial(site.Cluster, site.Program, _steps, log);
    }

    public IReadOnlyCollection<DoneFault> Done => _done;

    public MigrationTrial Migrations { get; }

    /// <summary>Goes on for a while; every fault is brought to its end.</summary>
    /// <remarks>
    /// No other waits for a worker to thaw, or for somebody to come to a step; of those that take the database away,
    /// which wait for a submission that is under way, there is one at a time.
    /// </remarks>
    public async Task RunAsync(IEnumerable<Fault> faults, TimeSpan span, CancellationToken cancellationToken)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        foreach (var fault in faults.Where(fault => _hasDisk || fault.Kind != FaultKind.FillDisk))
        {
            await Task.Delay(fault.Before, cancellationToken);
            if (TimeProvider.System.GetElapsedTime(startedAt) > span) break;
            await DoAsync(fault, cancellationToken);
        }

        await Task.WhenAll([_away, .. _lasting]);
    }

    private async Task DoAsync(Fault fault, CancellationToken cancellationToken)
    {
        if (_fleet.FindRunning(fault.Worker) is not { } worker)
        {
            _log.Say($"{fault.Kind} hits nobody: no worker runs");
            return;
        }

        _log.Say($"{fault.Kind} {Describe(fault, worker)}");
        if (fault.IsOfDatabase) await _away;
        var noting = NoteAsync(fault, worker, cancellationToken);
        if (fault.IsOfDatabase) _away = noting;
        else if (fault.Kind is FaultKind.Freeze or FaultKind.KillStep or FaultKind.CutStep) _lasting.Add(noting);
        else await noting;
    }

    private async Task NoteAsync(Fault fault, int worker, CancellationToken cancellationToken)
    {
        var at = TimeProvider.System.GetUtcNow();
        if (await LiftAsync(fault, worker, cancellationToken) is { } liftedAt)
            _done.Add(new DoneFault(fault.Kind, fault.Step, at, liftedAt));
        else
            _log.Say($"{fault.Kind} {fault.Step?.Name} met nobody");
    }

    private static string Describe(Fault fault, int worker)
    {
        var (start, length) = ($"{fault.IntoStart.TotalSeconds:0.0} s", $"{fault.Length.TotalSeconds:0.0} s");
        return fault.Kind switch
        {
            FaultKind.Kill => $"worker {worker}",
            FaultKind.KillStart => $"worker {worker}, again {start} into its start",
            FaultKind.KillDrain => $"worker {worker}, which drains",
            FaultKind.KillStep or FaultKind.CutStep => fault.Step!.Name,
            FaultKind.StopMigration => "of a new database",
            FaultKind.StopDatabaseAtStart => $"for {length}, {start} into a start of worker {worker}",
            FaultKind.Freeze => $"worker {worker} for {length}",
            FaultKind.CutCommits => $"of {CommitsCutAtOnce}",
            FaultKind.CutLinks => "to the database",
            _ => $"for {length}",
        };
    }

    // When nothing stands in the way any more; null where nobody was hit.
    private async Task<DateTimeOffset?> LiftAsync(Fault fault, int worker, CancellationToken token) =>
        fault.Kind switch
        {
            FaultKind.Kill => await _workers.KillAsync(worker, token),
            FaultKind.KillStart => await _workers.KillStartAsync(worker, fault, token),
            FaultKind.KillDrain => await _workers.KillDrainAsync(worker, fault, token),
            FaultKind.Freeze => await _workers.FreezeAsync(worker, fault, token),
            FaultKind.KillStep => await _steps.KillAsync(fault.Step!, token),
            FaultKind.CutStep => await _steps.CutAsync(fault.Step!, token),
            FaultKind.StopMigration => await After(Migrations.RunAsync(fault.IntoStart, token)),
            FaultKind.StopDatabase => await After(_database.StopAsync(fault.Length, token)),
            FaultKind.StopDatabaseAtStart => await StopDatabaseAtStartAsync(worker, fault, token),
            FaultKind.CutCommits => Cut(() => _proxy.CutCommits(CommitsCutAtOnce)),
            FaultKind.CutLinks => Cut(_proxy.CutAll),
            FaultKind.LockTable => await After(_database.LockTableAsync(fault.Length, token)),
            FaultKind.UseUpConnections => await After(_database.UseUpConnectionsAsync(fault.Length, token)),
            FaultKind.TimeOutStatements => await After(_database.TimeOutStatementsAsync(fault.Length, token)),
            FaultKind.FillDisk => await After(_database.FillDiskAsync(fault.Length, token)),
            FaultKind.StepClock => await After(_database.StepClockAsync(fault.Length, token)),
            _ => throw new ArgumentOutOfRangeException(nameof(fault)),
        };

    private async Task<DateTimeOffset> StopDatabaseAtStartAsync(int worker, Fault fault, CancellationToken token)
    {
        await _fleet.KillAsync(worker, token);
        await Task.Delay(fault.IntoStart, token);
        return await After(_database.StopAsync(fault.Length, token));
    }

    private static async Task<DateTimeOffset?> After(Task<bool> hit) =>
        await hit ? TimeProvider.System.GetUtcNow() : null;

    private static async Task<DateTimeOffset> After(Task done)
    {
        await done;
        return TimeProvider.System.GetUtcNow();
    }

    private static DateTimeOffset Cut(Action cut)
    {
        cut();
        return TimeProvider.System.GetUtcNow();
    }
}
