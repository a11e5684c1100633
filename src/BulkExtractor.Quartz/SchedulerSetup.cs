using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Npgsql;
using Quartz;

namespace BulkExtractor.Quartz;

/// <summary>How Quartz is set up for this program.</summary>
internal static class SchedulerSetup
{
    private const int MostRuns = 4;

    // How soon a process notices what another one asked for.
    private static readonly TimeSpan NoticeInterval = TimeSpan.FromSeconds(2);

    public static ValueTask<IScheduler> BuildAsync(
        NpgsqlDataSource source, WorkFactory works, ILoggerFactory logs, CancellationToken cancellationToken) =>
        QuartzSchedulerBuilder
            .Create(quartz =>
            {
                // Quartz tells of every start and stop otherwise.
                quartz.Services.AddLogging(to =>
                    to.SetMinimumLevel(LogLevel.Warning).AddProvider(new QuartzLogs(logs)));
                quartz.ConfigureScheduler(Configure)
                    .UseJobFactory(works)
                    .UseDefaultThreadPool(MostRuns)
                    .UsePersistentStore(store => Configure(store, source));
            })
            .BuildScheduler(cancellationToken);

    private static void Configure(QuartzSchedulerOptions options)
    {
        options.InstanceName = "bulk";
        options.GenerateInstanceId = true;
        options.IdleWaitTime = NoticeInterval;
        options.ShutdownJobInterruption = ShutdownJobInterruption.Always;
    }

    private static void Configure(IPersistentStoreBuilder store, NpgsqlDataSource source) => store
        .UsePostgres(options => options.DataSourceFactory = _ => source)
        .ConfigureStore(options =>
        {
            options.TablePrefix = "bulk.quartz_";
            options.StoreJobDataAsStrings = true;
            options.DbRetryInterval = TimeSpan.FromSeconds(2);
            options.RecoverFiringsCancelledByShutdown = true;
        })
        .UseSystemTextJsonSerializer()
        .UseClustering(options =>
        {
            options.CheckinInterval = TimeSpan.FromSeconds(5);
            options.CheckinMisfireThreshold = TimeSpan.FromSeconds(10);
        })
        .ProvisionSchema();
}
