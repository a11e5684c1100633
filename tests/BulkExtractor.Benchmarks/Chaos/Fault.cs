namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>What is done to the program.</summary>
internal enum FaultKind
{
    /// <summary>A worker is killed.</summary>
    Kill,

    /// <summary>A worker is killed, and once more while it starts.</summary>
    KillStart,

    /// <summary>The database is stopped hard, and started again.</summary>
    StopDatabase,

    /// <summary>The same while a worker starts.</summary>
    StopDatabaseAtStart,

    /// <summary>A worker stands still for longer than its lease.</summary>
    Freeze,

    /// <summary>Some connections are cut exactly when their commit has come to pass.</summary>
    CutCommits,

    /// <summary>All connections to the database are cut at once.</summary>
    CutLinks,

    /// <summary>A table that all need is locked against everybody.</summary>
    LockTable,
}

/// <summary>One fault to come.</summary>
/// <param name="Before">The quiet before it.</param>
/// <param name="Worker">Whom it hits, or if that one is down, the next.</param>
/// <param name="IntoStart">How far a start gets before it is hit.</param>
/// <param name="Length">How long the database is away, or the worker stands still.</param>
internal sealed record Fault(FaultKind Kind, TimeSpan Before, int Worker, TimeSpan IntoStart, TimeSpan Length)
{
    /// <summary>Faults without an end; each kind comes once before any comes again.</summary>
    public static IEnumerable<Fault> Draw(int seed, int workers, TimeSpan lease)
    {
        var random = new Random(seed);
        var kinds = Enum.GetValues<FaultKind>();
        while (true)
        {
            random.Shuffle(kinds);
            foreach (var kind in kinds) yield return Draw(random, kind, workers, lease);
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
internal sealed record DoneFault(FaultKind Kind, DateTimeOffset At, DateTimeOffset LiftedAt);
