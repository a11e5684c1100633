using BulkExtractor.BackgroundJobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.Storage;

namespace BulkExtractor.Hangfire;

/// <summary>Tells of background jobs by Hangfire's own history.</summary>
internal sealed class HangfireHistory(JobStorage store, IJobDatabase database)
{
    /// <summary>A process that did not say so for that long is gone.</summary>
    public static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(30);

    private const int MostOfOneJob = 3;
    private const int MostRuns = 50;
    private const int MostOfOneState = 100;

    public Task<IReadOnlyList<BackgroundJobState>> ListJobsAsync(CancellationToken cancellationToken) =>
        database.RetryAsync<IReadOnlyList<BackgroundJobState>>(
            () =>
            {
                using var connection = store.GetConnection();
                var recurring = connection.GetRecurringJobs().Where(dto => dto.Job is not null).Select(Read);
                var once = new WaitingJobs(store).List().Select(Read);
                return [.. recurring.Concat(once).OrderBy(job => job.Id, StringComparer.Ordinal)];
            },
            cancellationToken);

    public Task<IReadOnlyList<JobExecution>> ListRunsAsync(CancellationToken cancellationToken) =>
        database.RetryAsync(ListRuns, cancellationToken);

    private IReadOnlyList<JobExecution> ListRuns()
    {
        var api = store.GetMonitoringApi();
        var alive = api.Servers()
            .Where(server => Instants.InUtc(server.Heartbeat) > TimeProvider.System.GetUtcNow() - LostAfter)
            .Select(server => server.Name)
            .ToHashSet();
        return
        [
            .. LatestIds(api)
                .Select(api.JobDetails)
                .Where(details => details?.Job is not null)
                .SelectMany(details => RunsOfJob.Read(JobKind.Find(details.Job), details.History, alive))
                .GroupBy(run => run.JobId)
                .SelectMany(runs => runs.OrderByDescending(run => run.StartedAt).Take(MostOfOneJob))
                .OrderByDescending(run => run.StartedAt)
                .Take(MostRuns),
        ];
    }

    // A few of each kind: what runs every minute must not push out what ran last night.
    private static IEnumerable<string> LatestIds(IMonitoringApi api)
    {
        IEnumerable<(string Id, Job? Job)> jobs =
        [
            .. api.ProcessingJobs(0, MostOfOneState).Select(job => (job.Key, job.Value?.Job)),
            .. api.ScheduledJobs(0, MostOfOneState).Select(job => (job.Key, job.Value?.Job)),
            .. api.FailedJobs(0, MostOfOneState).Select(job => (job.Key, job.Value?.Job)),
            .. api.SucceededJobs(0, MostOfOneState).Select(job => (job.Key, job.Value?.Job)),
            .. api.DeletedJobs(0, MostOfOneState).Select(job => (job.Key, job.Value?.Job)),
        ];
        return jobs
            .GroupBy(job => JobKind.Find(job.Job).Id)
            .SelectMany(same => same.Select(job => job.Id).OrderByDescending(long.Parse).Take(MostOfOneJob))
            .OrderByDescending(long.Parse)
            .Take(MostRuns);
    }

    private static BackgroundJobState Read(RecurringJobDto dto) => new(
        dto.Id,
        JobKind.Find(dto.Job).Name,
        dto.Cron,
        Instants.InUtc(dto.LastExecution),
        Instants.InUtc(dto.NextExecution));

    private static BackgroundJobState Read(WaitingJob job) =>
        new(JobKind.Find(job.Job).Id, JobKind.Find(job.Job).Name, null, null, job.At);
}
