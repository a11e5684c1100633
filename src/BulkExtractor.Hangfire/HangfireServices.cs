using System.Globalization;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Filters;
using BulkExtractor.Hangfire.Storage;
using Hangfire;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Hangfire;

/// <summary>Adds background jobs on Hangfire to a program's services.</summary>
public static class HangfireServices
{
    /// <summary>Adds what asks for jobs, tells of them and runs them; the program adds the use cases.</summary>
    public static IServiceCollection AddBackgroundJobs(this IServiceCollection services)
    {
        services.AddSingleton<JobStore>();
        services.AddSingleton<JobStorage>(provider => provider.GetRequiredService<JobStore>());
        services.AddSingleton(JobFilters.Create);
        services.AddSingleton<RunningJobs>();
        services.AddHangfire(Configure);
        services.AddSingleton<IBackgroundJobs, HangfireJobs>();
        services.AddSingleton<HangfireHistory>();
        services.AddSingleton<HangfireEngine>();
        return services;
    }

    /// <summary>Adds what Hangfire's own pages need.</summary>
    public static IServiceCollection AddBackgroundJobPages(this IServiceCollection services)
    {
        // Its pages speak the language of the machine otherwise, between English names.
        CultureInfo.DefaultThreadCurrentUICulture = CultureInfo.GetCultureInfo("en");
        return services.AddSingleton<HangfirePages>();
    }

    private static void Configure(IServiceProvider services, IGlobalConfiguration configuration)
    {
        configuration
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseLogProvider(new HangfireLogs(
                services.GetRequiredService<ILoggerFactory>(), services.GetRequiredService<IJobDatabase>()));
        services.GetService<HangfirePages>()?.Configure(configuration);
    }
}
