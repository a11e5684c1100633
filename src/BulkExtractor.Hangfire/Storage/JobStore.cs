using BulkExtractor.BackgroundJobs;
using Hangfire.PostgreSql;
using Hangfire.States;
using Hangfire.Storage;
using Npgsql;

namespace BulkExtractor.Hangfire.Storage;

/// <summary>Hangfire's store in PostgreSQL, with locks that end with the process that holds them.</summary>
/// <remarks>
/// Its own are rows, which outlive a process that is killed by ten minutes and name no owner, so that nobody can tell
/// whether they may be removed.
/// </remarks>
public sealed class JobStore : PostgreSqlStorage
{
    private const string Schema = "hangfire";

    // How soon a process notices what another one asked for, if it does not hear of it.
    private static readonly TimeSpan NoticeInterval = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan LongestInstallation = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    private readonly NpgsqlDataSource _source;
    private readonly IJobDatabase _database;
    private readonly WokenQueue _queue;
    private bool _installed;

    /// <summary>The store in the database that the source opens connections to.</summary>
    /// <param name="noticeInterval">How soon it sees a job of which it does not hear.</param>
    public JobStore(NpgsqlDataSource source, IJobDatabase database, TimeSpan? noticeInterval = null)
        : base(new SourceConnections(source), Options(noticeInterval ?? NoticeInterval))
    {
        (_source, _database, _queue) = (source, database, new WokenQueue(this));
        JobExpirationTimeout = KeptFor;
        QueueProviders.Add(
            new WokenQueues(_queue, QueueProviders.GetProvider(EnqueuedState.DefaultQueue)),
            [EnqueuedState.DefaultQueue]);
    }

    /// <summary>A job waits: whoever waits for one looks at once.</summary>
    public void LookAtOnce() => _queue.Wake();

    /// <summary>Makes its tables where there are none.</summary>
    public async Task InstallAsync(CancellationToken cancellationToken) =>
        _installed = _installed || await _database.RetryAsync(Install, cancellationToken);

    /// <inheritdoc/>
    public override IStorageConnection GetConnection() => new JobStoreConnection(this, _database);

    private bool Install()
    {
        using var connection = _source.OpenConnection();
        if (JobTables.AreThere(connection, Schema)) return true;
        // Who makes the tables at the same time as another hinders him: the second finds them made.
        using var locks = _database.OpenLocks();
        locks.TryTake("hangfire tables", LongestInstallation);
        PostgreSqlObjectsInstaller.Install(connection, Schema);
        return true;
    }

    private static PostgreSqlStorageOptions Options(TimeSpan noticeInterval) => new()
    {
        SchemaName = Schema,
        PrepareSchemaIfNecessary = false,
        QueuePollInterval = noticeInterval,
        // Sliding: a job that takes longer is not taken for a dead process's and started again.
        UseSlidingInvisibilityTimeout = true,
        InvisibilityTimeout = TimeSpan.FromSeconds(10),
        // Long polling loses workers: its listener does not always notice that it is cancelled. Ours wakes the queue.
        EnableLongPolling = false,
        EnableTransactionScopeEnlistment = false,
        JobExpirationCheckInterval = TimeSpan.FromMinutes(5),
        // Only who removes what is expired takes a lock by a row still: two at a time would do no harm.
        DistributedLockTimeout = TimeSpan.FromSeconds(10),
    };

    private sealed class SourceConnections(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }
}
