using System.Runtime.CompilerServices;
using BulkExtractor.Batches;
using BulkExtractor.Limits;

namespace BulkExtractor.Pipeline;

/// <summary>Leases due chunks for the models that can be asked within the lease, batch by batch in turns.</summary>
internal sealed class LeaseFeed(
    IChunkQueue queue,
    IBatchStore store,
    ActivePlans plans,
    HeldChunks held,
    PermitGate gate,
    WorkerIdentity worker,
    PipelineOptions options,
    Signal wake,
    Signal leased)
{
    /// <summary>Leases until told to drain.</summary>
    public async IAsyncEnumerable<LeasedChunk> LeaseAsync(
        CancellationToken drain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (!drain.IsCancellationRequested)
        {
            var any = false;
            foreach (var plan in await plans.RefreshAsync(cancellationToken))
            {
                foreach (var chunk in await LeaseAsync(plan, cancellationToken))
                {
                    any = true;
                    leased.Set();
                    yield return chunk;
                }
            }

            leased.Set();
            if (!any) await wake.WaitAsync(options.IdleInterval, drain, cancellationToken);
        }
    }

    private async Task<IReadOnlyList<LeasedChunk>> LeaseAsync(BatchPlan plan, CancellationToken cancellationToken)
    {
        var batchId = plan.Batch.BatchId;
        var closed = Closed(plan);
        await store.SetWaitingAsync([batchId], closed, cancellationToken);
        var room = (options.WindowPacks * plan.Batch.Settings.Pack) - held.Waiting(batchId);
        if (closed is not null || room < plan.Batch.Settings.Pack) return [];

        var chunks = await queue.LeaseAsync(
            worker.WorkerId, batchId, room, options.LeaseDuration, cancellationToken);
        foreach (var chunk in chunks) held.Add(chunk);
        plan.Dry = chunks.Count < room;
        return chunks;
    }

    /// <summary>What the batch waits for, when no model of it can be asked within half a lease.</summary>
    private string? Closed(BatchPlan plan)
    {
        var soonest = plan.Candidates
            .Select(model => gate.Closed(model) ?? (TimeSpan.Zero, ""))
            .MinBy(closed => closed.Wait);
        return soonest.Wait > options.LeaseDuration / 2 ? soonest.Reason : null;
    }
}
