namespace BulkExtractor.Benchmarks.Chaos;

/// <summary>A lock of Hangfire's as a killed process leaves it: a row that names no owner.</summary>
/// <param name="Resources">A query of what is locked.</param>
internal sealed record PlantedLock(string Name, string Resources)
{
    // Beyond the last job, so that one which is made later is locked too.
    private const int JobsToCome = 20;

    public static IReadOnlyList<PlantedLock> All { get; } =
    [
        new("recurring-job:ID", """
            select 'hangfire:lock:recurring-job:' || value from hangfire.set where key = 'recurring-jobs'
            """),
        new("recurring-jobs:lock", "select 'hangfire:recurring-jobs:lock'"),
        new("locks:schedulepoller", "select 'hangfire:locks:schedulepoller'"),
        new("locks:expirationmanager", "select 'hangfire:locks:expirationmanager'"),
        new("job:N:state-lock", $"""
            select 'hangfire:job:' || n || ':state-lock'
            from generate_series(1, (select coalesce(max(id), 0) + {JobsToCome} from hangfire.job)) n
            """),
    ];

    /// <summary>Puts the lock where none is, as if it had just been taken.</summary>
    /// <remarks>For when no process runs: locks of earlier ones are taken away.</remarks>
    public async Task PlantAsync(ChaosSite site, CancellationToken cancellationToken)
    {
        if (!await site.ReadAsync<bool>("select to_regclass('hangfire.lock') is not null", cancellationToken)) return;
        await using var plant = site.Source.CreateCommand($"""
            delete from hangfire.lock;
            insert into hangfire.lock (resource, acquired)
            select resource, now() at time zone 'utc' from ({Resources}) planted (resource)
            """);
        await plant.ExecuteNonQueryAsync(cancellationToken);
    }
}
