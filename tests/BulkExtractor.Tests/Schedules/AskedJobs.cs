using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.Tests.Schedules;

/// <summary>Background jobs that are only asked for: the test runs them itself.</summary>
public sealed class AskedJobs : IBackgroundJobs
{
    private readonly SortedSet<string> _asked = new(StringComparer.Ordinal);

    /// <summary>Whether nothing can be asked for.</summary>
    public bool Refuses { get; set; }

    /// <summary>What was asked for since the last look.</summary>
    public string[] Take()
    {
        string[] asked = [.. _asked];
        _asked.Clear();
        return asked;
    }

    public Task<IReadOnlyList<BackgroundJobState>> ListJobsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<JobExecution>> ListRunsAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SplitAsync(long batchId, CancellationToken cancellationToken) => AskAsync($"split-{batchId}");

    public Task EnsureSplitsAsync(
        IReadOnlyCollection<long> batchIds, bool atOnce, CancellationToken cancellationToken) =>
        Task.WhenAll(batchIds.Select(batch => AskAsync($"split-{batch}")));

    public Task TakeInboxAsync(long runId, TimeSpan delay, CancellationToken cancellationToken) =>
        AskAsync($"inbox-{runId}");

    public Task EnsureInboxesAsync(IReadOnlyCollection<long> runIds, CancellationToken cancellationToken) =>
        Task.WhenAll(runIds.Select(run => AskAsync($"inbox-{run}")));

    public Task ExportAsync(long fileId, CancellationToken cancellationToken) => AskAsync($"export-{fileId}");

    public Task NotifyAsync(long noticeId, TimeSpan delay, CancellationToken cancellationToken) =>
        AskAsync($"notice-{noticeId}");

    public Task EnsureNoticesAsync(IReadOnlyCollection<long> noticeIds, CancellationToken cancellationToken) =>
        Task.WhenAll(noticeIds.Select(notice => AskAsync($"notice-{notice}")));

    public Task LookAfterRunsAsync(TimeSpan delay, CancellationToken cancellationToken) => AskAsync("look-after-runs");

    public Task ScheduleAsync(RegisteredSchedule schedule, CancellationToken cancellationToken) =>
        AskAsync($"nightly-{schedule.Job}");

    public Task UnscheduleAsync(string job, CancellationToken cancellationToken) => Task.CompletedTask;

    public Task<IReadOnlyList<RegisteredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<RegisteredSchedule>>([]);

    private Task AskAsync(string job)
    {
        if (Refuses) throw new InvalidOperationException("nobody can be asked");
        _asked.Add(job);
        return Task.CompletedTask;
    }
}
