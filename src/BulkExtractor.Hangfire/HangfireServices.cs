using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Filters;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Hangfire;

/// <summary>Adds background jobs on Hangfire to a program's services.</summary>
internal static class HangfireServices
{
    private const int MostRuns = 4;

    private static readonly TimeSpan NoticeInterval = TimeSpan.FromSeconds(2);

    // Jobs end when they are done, or by the abort of this program: never by a time-out of Hangfire's.
    private static readonly TimeSpan NoTimeout = TimeSpan.FromDays(20);

    /// <summary>Adds what asks for jobs and tells of them.</summary>
    public static IServiceCollection AddBackgroundJobs(
        this IServiceCollection services, JobStorage store, IJobDatabase database)
    {
        services.AddSingleton(store);
        services.AddSingleton(database);
        services.AddSingleton(JobFilters.Create);
        services.AddHangfire((provider, configuration) =>
            Configure(configuration, provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IBackgroundJobs, HangfireJobs>();
        services.AddSingleton<IJobHistory, HangfireHistory>();
        return services;
    }

    /// <summary>Adds what runs them; the use cases that the jobs need are for the program to add.</summary>
    public static IServiceCollection AddBackgroundJobServer(this IServiceCollection services)
    {
        services.AddSingleton<RunningJobs>();
        return services.AddHangfireServer(options =>
        {
            options.WorkerCount = MostRuns;
            options.SchedulePollingInterval = NoticeInterval;
            options.CancellationCheckInterval = TimeSpan.FromSeconds(1);
            options.HeartbeatInterval = TimeSpan.FromSeconds(5);
            options.ServerTimeout = HangfireHistory.LostAfter;
            options.ServerCheckInterval = HangfireHistory.LostAfter;
            options.StopTimeout = NoTimeout;
            options.ShutdownTimeout = NoTimeout;
        });
    }

    public static IGlobalConfiguration Configure(IGlobalConfiguration configuration, ILoggerFactory logs) =>
        configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseLogProvider(new HangfireLogs(logs));
}
