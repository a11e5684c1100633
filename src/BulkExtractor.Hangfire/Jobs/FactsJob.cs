using BulkExtractor.Review;
using Hangfire;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Works out what is in the fields of batches that ended. What fails is done the next minute.</summary>
[AutomaticRetry(Attempts = 0, LogEvents = false, OnAttemptsExceeded = AttemptsExceededAction.Delete)]
public sealed class FactsJob(IResultStore results, RunningJobs running)
{
    /// <summary>When it is done: every minute, if something ended.</summary>
    public const string Cron = "* * * * *";

    /// <summary>Works it out; for how many batches, in words.</summary>
    public Task<string> Run(CancellationToken cancellationToken) => running.RunAsync(
        async stop => $"the fields of {await results.MakeFactsAsync(stop)} batches", cancellationToken);
}
