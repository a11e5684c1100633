using BulkExtractor.BackgroundJobs;
using BulkExtractor.Submissions;
using Hangfire;
using Hangfire.Common;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Hangfire.Filters;

/// <summary>What goes for every job: Hangfire's own filters, and those of this program.</summary>
internal static class JobFilters
{
    // After the filter that decides on another try, which has 20.
    private const int AfterRetries = 30;

    public static IJobFilterProvider Create(IServiceProvider services)
    {
        var filters = new JobFilterCollection();
        filters.Add(new CaptureCultureAttribute());
        filters.Add(PatientRetry());
        filters.Add(new StatisticsHistoryAttribute());
        filters.Add(new ContinuationsSupportAttribute());
        filters.Add(new OneRunAtATime(services.GetRequiredService<IJobDatabase>()));
        filters.Add(new ShortMemoryOfUpkeep());
        filters.Add(
            new ToldFailures(
                services.GetService<BatchSplitter>(), services.GetRequiredService<ILogger<ToldFailures>>()),
            AfterRetries);
        return new JobFilterProviderCollection(filters, new JobFilterAttributeFilterProvider());
    }

    // An outage of an hour is outlived, a job that cannot succeed ends.
    private static AutomaticRetryAttribute PatientRetry() => new()
    {
        Attempts = 12,
        DelaysInSeconds = [2, 6, 18, 54, 162, 486, 600],
        LogEvents = false,
        OnAttemptsExceeded = AttemptsExceededAction.Fail,
    };
}
