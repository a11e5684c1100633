using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Forecasting;
using BulkExtractor.Hangfire;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Notices;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>Puts the program together; each thing is made when somebody asks for it.</summary>
internal static class BulkServices
{
    private const string Pictures = "pictures";

    /// <summary>Adds all that commands, pages and workers stand on.</summary>
    public static IServiceCollection AddBulkExtractor(
        this IServiceCollection services, OpenDatabase database, Settings settings, Terminal terminal) => services
        .AddSingleton(TimeProvider.System)
        .AddSingleton(terminal)
        .AddSingleton(settings.Pipeline)
        .AddSingleton(settings.Notices)
        .AddSingleton(settings.Inputs)
        .AddTerminalLogs(terminal)
        .AddPostgres(database)
        .AddProviders()
        .AddForecasts()
        .AddSubmissions()
        .AddSchedules()
        .AddNotices()
        .AddBackgroundJobs();

    /// <summary>Adds a worker.</summary>
    /// <param name="pool">The models it works with, to begin with.</param>
    /// <param name="onlyBatch">The one batch to work on; null means every active one.</param>
    public static IServiceCollection AddWorker(this IServiceCollection services, Pool pool, long? onlyBatch) => services
        .AddSingleton(new LivePool(pool))
        .AddSingleton(provider => new WorkScope(
            onlyBatch, provider.GetRequiredService<LivePool>(), provider.GetRequiredService<IWorkerRegistry>()))
        .AddSingleton(provider => new PermitGate(
            provider.GetRequiredService<IPermitLedger>(), provider.GetRequiredService<TimeProvider>())
        {
            Logger = provider.GetRequiredService<ILogger<PermitGate>>(),
        })
        .AddSingleton<PipelineStorage>()
        .AddSingleton<IModelClient>(Calls)
        .AddSingleton<JobRegistration>()
        .AddSingleton<Departure>()
        .AddSingleton<WorkerRun>();

    /// <summary>Lets the worker run as the work of a host, which ends with it.</summary>
    /// <param name="prepared">It begins when the database is up to date.</param>
    public static IServiceCollection AddHostedWorker(
        this IServiceCollection services, Pool pool, StopSignals signals, Task prepared) => services
        .AddWorker(pool, null)
        .AddSingleton(signals)
        .AddSingleton<IHostLifetime>(signals)
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<WorkerService>(provider, prepared))
        .AddHostedService(provider => provider.GetRequiredService<WorkerService>());

    private static TracedCalls Calls(IServiceProvider services)
    {
        var models = ActivatorUtilities.CreateInstance<ModelClient>(services);
        var local = ActivatorUtilities.CreateInstance<LocalCalls>(services, models);
        return ActivatorUtilities.CreateInstance<TracedCalls>(services, local);
    }

    private static IServiceCollection AddProviders(this IServiceCollection services) => services
        .AddSingleton(provider => ProviderHttp.Create(provider.GetRequiredService<Terminal>()))
        .AddSingleton<ProviderClient>()
        .AddSingleton<ModelCatalog>()
        .AddSingleton<DayQuota>()
        .AddKeyedSingleton(Pictures, (_, _) => PictureFetch.CreateHttpClient())
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<PictureFetch>(
            provider, provider.GetRequiredKeyedService<HttpClient>(Pictures)));

    private static IServiceCollection AddForecasts(this IServiceCollection services) => services
        .AddSingleton(provider => new PoolFile(
            Environment.GetEnvironmentVariable, provider.GetRequiredService<TimeProvider>()))
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<AccountCapacities>(
            provider, provider.GetRequiredService<PipelineOptions>().Parallelism))
        .AddSingleton<ForecastService>()
        .AddSingleton<DeadlineWatch>()
        .AddSingleton<ModelStates>();

    private static IServiceCollection AddSubmissions(this IServiceCollection services) => services
        .AddSingleton<BatchSubmitter>()
        .AddSingleton<NewWork>()
        .AddSingleton<BatchSplitter>()
        .AddSingleton<KnownDocuments>()
        .AddSingleton<Retry>()
        .AddSingleton<EndOfDayRetry>()
        .AddSingleton<Following>()
        .AddSingleton<SubmissionDays>();

    private static IServiceCollection AddNotices(this IServiceCollection services) => services
        .AddSingleton<INoticeSender>(provider => Senders.Create(provider.GetRequiredService<TimeProvider>()))
        .AddSingleton<NoticeBody>()
        .AddSingleton<NoticeSpread>()
        .AddSingleton<NoticeDelivery>()
        .AddSingleton<NoticeWatch>();

    private static IServiceCollection AddSchedules(this IServiceCollection services) => services
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<ScheduledJobs>(provider, RepositoryRoot.Jobs))
        .AddSingleton<ScheduleService>()
        .AddSingleton<ScheduleSync>()
        .AddSingleton<ScheduleRunner>()
        .AddSingleton<ScheduleSweep>()
        .AddSingleton<MissingJobs>()
        .AddSingleton<MissedRuns>()
        .AddSingleton<BatchWatchdog>()
        .AddSingleton<JobSubjects>()
        .AddSingleton<Cleanup>()
        .AddSingleton<InboxImport>()
        .AddSingleton<InboxExport>()
        .AddSingleton(provider => ActivatorUtilities.CreateInstance<InboxRound>(
            provider, provider.GetRequiredService<WorkScope>().TakesInboxes));
}
