using System.Linq.Expressions;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire.Jobs;
using Hangfire;
using Hangfire.Common;
using Hangfire.States;
using Hangfire.Storage;

namespace BulkExtractor.Hangfire;

/// <summary>Asks Hangfire for jobs; while the database does not answer, again.</summary>
internal sealed class HangfireJobs(
    IBackgroundJobClient client,
    IRecurringJobManager recurring,
    HangfireHistory history,
    JobStorage store,
    IJobDatabase database,
    TimeProvider clock) : IBackgroundJobs
{
    // By which Hangfire looks for what is due; that a job itself says when it is next is for pages.
    private const string Recurring = "recurring-jobs";

    private const string LastLook = "bulk:last-look-after-runs";

    private readonly WaitingJobs _waiting = new(store);

    /// <inheritdoc/>
    public Task SplitAsync(long batchId, CancellationToken cancellationToken) =>
        RunAsync(() => Enqueue<SplitJob>(Split(batchId), TimeSpan.Zero), cancellationToken);

    /// <inheritdoc/>
    public Task EnsureSplitsAsync(
        IReadOnlyCollection<long> batchIds, bool atOnce, CancellationToken cancellationToken) =>
        RunAsync(() => Ensure<SplitJob>(batchIds.Select(Split), atOnce), cancellationToken);

    /// <inheritdoc/>
    public Task TakeInboxAsync(long runId, TimeSpan delay, CancellationToken cancellationToken) =>
        RunAsync(() => Enqueue(Take(runId), delay), cancellationToken);

    /// <inheritdoc/>
    public Task EnsureInboxesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken) =>
        RunAsync(() => Ensure(runIds.Select(Take), atOnce: false), cancellationToken);

    /// <inheritdoc/>
    public Task ExportAsync(long fileId, CancellationToken cancellationToken) => RunAsync(
        () => Enqueue<ExportJob>(job => job.Run(fileId, CancellationToken.None), TimeSpan.Zero), cancellationToken);

    /// <inheritdoc/>
    public Task NotifyAsync(long noticeId, TimeSpan delay, CancellationToken cancellationToken) =>
        RunAsync(() => Enqueue(Notify(noticeId), delay), cancellationToken);

    /// <inheritdoc/>
    public Task EnsureNoticesAsync(IReadOnlyCollection<long> noticeIds, CancellationToken cancellationToken) =>
        RunAsync(() => Ensure(noticeIds.Select(Notify), atOnce: false), cancellationToken);

    /// <inheritdoc/>
    public Task LookAfterRunsAsync(TimeSpan delay, CancellationToken cancellationToken) => RunAsync(
        () =>
        {
            using var connection = (JobStorageConnection)store.GetConnection();
            // By one note, and not by all that waits: two hundred runs may ask for it at the same minute.
            // One that runs now does not count, since it may have looked already at what is to be seen.
            var last = connection.GetValueFromHash(LastLook, LastLook);
            if (last is not null && connection.GetJobData(last)?.State is "Scheduled" or "Enqueued") return;
            var id = Enqueue<UpkeepJob>(job => job.LookAfterRuns(CancellationToken.None), delay);
            connection.SetRangeInHash(LastLook, [new(LastLook, id)]);
        },
        cancellationToken);

    /// <inheritdoc/>
    public Task ScheduleAsync(RegisteredSchedule schedule, CancellationToken cancellationToken) => RunAsync(
        () => recurring.AddOrUpdate<InboxJob>(
            JobKind.OfSchedules + schedule.Job,
            job => job.Run(schedule.Folder, CancellationToken.None),
            schedule.Cron,
            new RecurringJobOptions { TimeZone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone) }),
        cancellationToken);

    /// <inheritdoc/>
    public Task UnscheduleAsync(string job, CancellationToken cancellationToken) =>
        RunAsync(() => recurring.RemoveIfExists(JobKind.OfSchedules + job), cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<RegisteredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        database.RetryAsync<IReadOnlyList<RegisteredSchedule>>(
            () =>
            {
                using var connection = (JobStorageConnection)store.GetConnection();
                var now = clock.GetUtcNow();
                var due = connection.GetFirstByLowestScoreFromSet(Recurring, 0, now.ToUnixTimeSeconds(), int.MaxValue);
                return
                [
                    .. connection.GetRecurringJobs()
                        .Where(job => job.Job?.Type == typeof(InboxJob))
                        .Select(Read)
                        .Select(one => due.Contains(JobKind.OfSchedules + one.Job) && one.NextAt > now
                            ? one with { NextAt = now }
                            : one),
                ];
            },
            cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<BackgroundJobState>> ListJobsAsync(CancellationToken cancellationToken) =>
        history.ListJobsAsync(cancellationToken);

    /// <inheritdoc/>
    public Task<IReadOnlyList<JobExecution>> ListRunsAsync(CancellationToken cancellationToken) =>
        history.ListRunsAsync(cancellationToken);

    private static RegisteredSchedule Read(RecurringJobDto dto) => new(
        dto.Id[JobKind.OfSchedules.Length..], (string)dto.Job.Args[0], dto.Cron, dto.TimeZoneId)
    {
        NextAt = Instants.InUtc(dto.NextExecution),
    };

    private static Expression<Func<SplitJob, Task>> Split(long batchId) =>
        job => job.Run(batchId, CancellationToken.None);

    private static Expression<Func<InboxJob, Task>> Take(long runId) =>
        job => job.Take(runId, CancellationToken.None);

    private static Expression<Func<NotifyJob, Task>> Notify(long noticeId) =>
        job => job.Run(noticeId, CancellationToken.None);

    private string Enqueue<T>(Expression<Func<T, Task>> job, TimeSpan delay)
    {
        if (delay > TimeSpan.Zero) return client.Schedule(job, delay);
        var id = client.Enqueue(job);
        database.TellOfJob();
        return id;
    }

    // Whoever asks at the same instant enqueues it, too: one of the two then finds it done.
    private void Ensure<T>(IEnumerable<Expression<Func<T, Task>>> jobs, bool atOnce)
    {
        var waiting = _waiting.List();
        foreach (var job in jobs)
        {
            var found = waiting.Where(one => one.Is(Job.FromExpression(job))).ToList();
            if (found.Count == 0) Enqueue(job, TimeSpan.Zero);
            else if (atOnce && found.TrueForAll(one => one.State == ScheduledState.StateName))
                client.ChangeState(found[0].Id, new EnqueuedState(), ScheduledState.StateName);
        }
    }

    private Task<bool> RunAsync(Action work, CancellationToken cancellationToken) => database.RetryAsync(
        () =>
        {
            work();
            return true;
        },
        cancellationToken);
}
