using Hangfire;
using Hangfire.Common;
using Hangfire.States;

namespace BulkExtractor.Hangfire;

/// <summary>A job that waits or runs.</summary>
/// <param name="State">Enqueued, Scheduled or Processing.</param>
/// <param name="At">Since when, or until when it waits.</param>
internal sealed record WaitingJob(string Id, Job? Job, string State, DateTimeOffset? At)
{
    /// <summary>Whether it is the same job with the same arguments.</summary>
    public bool Is(Job other) => Job is not null
        && Job.Type == other.Type
        && Job.Method == other.Method
        && Numbers(Job).SequenceEqual(Numbers(other));

    private static IEnumerable<object> Numbers(Job job) => job.Args.Where(argument => argument is long);
}

/// <summary>The jobs that wait or run. One whose process is gone runs, too: another one takes it up soon.</summary>
internal sealed class WaitingJobs(JobStorage store)
{
    private const string Queue = EnqueuedState.DefaultQueue;
    private const int All = int.MaxValue;

    /// <summary>All of them.</summary>
    public IReadOnlyList<WaitingJob> List()
    {
        var api = store.GetMonitoringApi();
        // In the order in which a job goes through them: one that goes on meanwhile is seen twice and not missed.
        IEnumerable<WaitingJob> jobs =
        [
            .. Read(api.ScheduledJobs(0, All), ScheduledState.StateName, job => (job.Job, job.EnqueueAt)),
            .. Read(api.EnqueuedJobs(Queue, 0, All), EnqueuedState.StateName, job => (job.Job, job.EnqueuedAt)),
            .. Read(api.FetchedJobs(Queue, 0, All), ProcessingState.StateName, job => (job.Job, job.FetchedAt)),
        ];
        return [.. jobs.Reverse().DistinctBy(job => job.Id)];
    }

    private static IEnumerable<WaitingJob> Read<T>(
        IEnumerable<KeyValuePair<string, T>> jobs, string state, Func<T, (Job?, DateTime?)> read) =>
        from job in jobs
        where job.Value is not null
        let told = read(job.Value)
        select new WaitingJob(job.Key, told.Item1, state, Instants.InUtc(told.Item2));
}
