using BulkExtractor.Models;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Cli.Work;

/// <summary>What a worker works on: every active batch, with schedules and their inboxes, or one batch.</summary>
internal sealed class WorkScope(long? onlyBatch, LivePool pool, IWorkerRegistry workers)
{
    /// <summary>The one batch; null means every active one.</summary>
    public long? OnlyBatch => onlyBatch;

    /// <summary>Whether this worker is one to take inboxes: simulated models stand back for real ones.</summary>
    public Func<CancellationToken, Task<bool>> TakesInboxes => async cancellationToken =>
        onlyBatch is null
        && (!pool.Now.Simulated || await workers.CountAllAsync(realOnly: true, cancellationToken) == 0);
}
