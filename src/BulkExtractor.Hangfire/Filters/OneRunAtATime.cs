using BulkExtractor.BackgroundJobs;
using Hangfire.Common;
using Hangfire.Server;
using Hangfire.States;

namespace BulkExtractor.Hangfire.Filters;

/// <summary>
/// Lets one run of a job with the same arguments go on at a time, over all processes. Another one is put off, or, if it
/// comes every minute anyhow, left out.
/// </summary>
internal sealed class OneRunAtATime(IJobDatabase database) : IServerFilter, IElectStateFilter
{
    private const string Turn = "BulkExtractor.Turn";
    private const string PutOff = "BulkExtractor.PutOff";

    private static readonly TimeSpan TryAgainDelay = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    public void OnPerforming(PerformingContext context)
    {
        var session = database.OpenLocks();
        if (session.TryTake(NameOf(context.BackgroundJob.Job), TimeSpan.Zero))
        {
            context.Items[Turn] = session;
            return;
        }

        session.Dispose();
        context.Items[PutOff] = true;
        context.Canceled = true;
    }

    /// <inheritdoc/>
    public void OnPerformed(PerformedContext context)
    {
        // Its locks end with it.
        if (context.Items.Remove(Turn, out var session)) ((ILockSession)session!).Dispose();
    }

    /// <inheritdoc/>
    public void OnStateElection(ElectStateContext context)
    {
        var isPutOff = context.CandidateState is DeletedState && context.CustomData?.ContainsKey(PutOff) is true;
        if (!isPutOff || JobKind.Find(context.BackgroundJob.Job).ComesEveryMinute) return;
        context.CandidateState = new ScheduledState(TryAgainDelay) { Reason = "Another run of it is under way" };
    }

    private static string NameOf(Job job)
    {
        var arguments = string.Join(' ', job.Args.Where(argument => argument is string or long));
        return $"job {job.Type.Name}.{job.Method.Name} {arguments}";
    }
}
