namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>What is done to the program.</summary>
internal enum FaultKind
{
    /// <summary>A worker is killed.</summary>
    Kill,

    /// <summary>A worker is killed, and once more while it starts.</summary>
    KillStart,

    /// <summary>A worker is killed soon after it was asked to stop.</summary>
    KillDrain,

    /// <summary>Whoever is in a certain step is killed in the middle of it.</summary>
    KillStep,

    /// <summary>A new database is made, and who migrates it is killed or cut off in the middle.</summary>
    StopMigration,

    /// <summary>The database is stopped hard, and started again.</summary>
    StopDatabase,

    /// <summary>The same while a worker starts.</summary>
    StopDatabaseAtStart,

    /// <summary>A worker stands still for longer than its lease.</summary>
    Freeze,

    /// <summary>Some connections are cut exactly when their commit has come to pass.</summary>
    CutCommits,

    /// <summary>The same at the commit of a certain step.</summary>
    CutStep,

    /// <summary>All connections to the database are cut at once.</summary>
    CutLinks,

    /// <summary>A table that all need is locked against everybody.</summary>
    LockTable,

    /// <summary>The server has no connection left.</summary>
    UseUpConnections,

    /// <summary>The server gives statements hardly any time.</summary>
    TimeOutStatements,

    /// <summary>The server's disk is full.</summary>
    FillDisk,

    /// <summary>The database's clock is set back, and later right again.</summary>
    StepClock,
}

/// <summary>One fault to come.</summary>
/// <param name="Before">The quiet before it.</param>
/// <param name="Worker">Whom it hits, or if that one is down, the next.</param>
/// <param name="IntoStart">How far a start, or a stop, gets before it is hit.</param>
/// <param name="Length">How long the database is away, or the worker stands still.</param>
internal sealed record Fault(FaultKind Kind, TimeSpan Before, int Worker, TimeSpan IntoStart, TimeSpan Length)
{
    // Each kind as often as it is to come; whoever is killed is started again at once, so that is most of it.
    private static readonly (FaultKind Kind, ProgramStep? Step)[] Round =
    [
        .. Enumerable.Repeat<(FaultKind, ProgramStep?)>((FaultKind.Kill, null), 4),
        (FaultKind.KillStart, null),
        (FaultKind.KillStart, null),
        (FaultKind.KillDrain, null),
        (FaultKind.KillStep, ProgramStep.Submit),
        (FaultKind.KillStep, ProgramStep.Split),
        (FaultKind.KillStep, ProgramStep.Lease),
        (FaultKind.KillStep, ProgramStep.Call),
        (FaultKind.KillStep, ProgramStep.Record),
        (FaultKind.KillStep, ProgramStep.Inbox),
        (FaultKind.KillStep, ProgramStep.Export),
        (FaultKind.StopMigration, null),
        (FaultKind.StopDatabase, null),
        (FaultKind.StopDatabase, null),
        (FaultKind.StopDatabaseAtStart, null),
        (FaultKind.Freeze, null),
        (FaultKind.CutCommits, null),
        (FaultKind.CutStep, ProgramStep.Submit),
        (FaultKind.CutStep, ProgramStep.Record),
        (FaultKind.CutStep, ProgramStep.Export),
        (FaultKind.CutLinks, null),
        (FaultKind.LockTable, null),
        (FaultKind.UseUpConnections, null),
        (FaultKind.TimeOutStatements, null),
        (FaultKind.FillDisk, null),
        (FaultKind.StepClock, null),
    ];

    /// <summary>In which step it hits; null where it may be any.</summary>
    public ProgramStep? Step { get; init; }

    /// <summary>Whether it needs the database for itself: it takes it away, or makes a new one there.</summary>
    public bool IsOfDatabase => Kind is FaultKind.StopMigration
        or FaultKind.StopDatabase
        or FaultKind.StopDatabaseAtStart
        or FaultKind.LockTable
        or FaultKind.UseUpConnections
        or FaultKind.TimeOutStatements
        or FaultKind.FillDisk
        or FaultKind.StepClock;

    /// <summary>Faults without an end; each kind comes once before any comes again.</summary>
    public static IEnumerable<Fault> Draw(int seed, int workers, TimeSpan lease)
    {
        var random = new Random(seed);
        var round = Round.ToArray();
        while (true)
        {
            random.Shuffle(round);
            foreach (var (kind, step) in round) yield return Draw(random, kind, workers, lease) with { Step = step };
        }
    }

    private static Fault Draw(Random random, FaultKind kind, int workers, TimeSpan lease)
    {
        return new Fault(
            kind,
            Seconds(0.5, 4),
            random.Next(workers),
            Seconds(0.2, 4),
            kind == FaultKind.Freeze ? lease * (1.2 + random.NextDouble()) : Seconds(0.3, 6));

        TimeSpan Seconds(double least, double most) =>
            TimeSpan.FromSeconds(least + (random.NextDouble() * (most - least)));
    }
}

/// <summary>A fault that was done.</summary>
/// <param name="LiftedAt">When nothing stood in the way any more: the worker was started, the database was up.</param>
internal sealed record DoneFault(FaultKind Kind, ProgramStep? Step, DateTimeOffset At, DateTimeOffset LiftedAt)
{
    /// <summary>How many processes it killed.</summary>
    public int Kills => Kind switch
    {
        FaultKind.Kill or FaultKind.KillDrain or FaultKind.KillStep or FaultKind.StopDatabaseAtStart => 1,
        FaultKind.KillStart => 2,
        _ => 0,
    };

    public string Name => Step is null ? $"{Kind}" : $"{Kind} {Step.Name}";
}
