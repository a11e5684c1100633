using Hangfire.States;
using Hangfire.Storage;

namespace BulkExtractor.Hangfire.Filters;

/// <summary>Forgets runs of upkeep after minutes: 1,440 a day would drown the rest.</summary>
internal sealed class ShortMemoryOfUpkeep : IApplyStateFilter
{
    private static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    /// <inheritdoc/>
    public void OnStateApplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
        if (JobKind.Find(context.BackgroundJob.Job).IsUpkeep) context.JobExpirationTimeout = KeptFor;
    }

    /// <inheritdoc/>
    public void OnStateUnapplied(ApplyStateContext context, IWriteOnlyTransaction transaction)
    {
    }
}
