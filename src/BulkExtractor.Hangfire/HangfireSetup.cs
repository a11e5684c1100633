using Hangfire;
using Hangfire.PostgreSql;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Hangfire;

/// <summary>How Hangfire is set up for this program.</summary>
internal static class HangfireSetup
{
    private const int MostRuns = 4;

    // How soon a process notices what another one asked for.
    private static readonly TimeSpan NoticeInterval = TimeSpan.FromSeconds(2);

    // Its jobs end when they are told to, or by the abort of this program: never by a timeout of the engine.
    private static readonly TimeSpan NoTimeout = TimeSpan.FromDays(20);

    public static IGlobalConfiguration Configure(IGlobalConfiguration configuration, ILoggerFactory logs) =>
        configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseLogProvider(new HangfireLogs(logs));

    public static PostgreSqlStorage Open(NpgsqlDataSource source)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            QueuePollInterval = NoticeInterval,
            // Sliding: a job that takes longer is not taken for a dead process's and started again.
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromSeconds(10),
            // Long polling loses workers: its listener does not always notice that it is cancelled.
            EnableLongPolling = false,
            EnableTransactionScopeEnlistment = false,
        };
        return new PostgreSqlStorage(new SourceConnections(source), options);
    }

    public static BackgroundJobServerOptions Server(WorkRuns runs) => new()
    {
        WorkerCount = MostRuns,
        Activator = new RunActivator(runs),
        SchedulePollingInterval = NoticeInterval,
        CancellationCheckInterval = TimeSpan.FromSeconds(1),
        StopTimeout = NoTimeout,
        ShutdownTimeout = NoTimeout,
    };

    private sealed class SourceConnections(NpgsqlDataSource source) : IConnectionFactory
    {
        public NpgsqlConnection GetOrCreateConnection() => source.CreateConnection();
    }

    private sealed class RunActivator(WorkRuns runs) : JobActivator
    {
        public override object ActivateJob(Type jobType) => new WorkRun(runs);
    }
}
