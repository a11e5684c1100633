using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>The plans of the batches that are active now; what a batch was asked never changes, so they are kept.</summary>
internal sealed class ActivePlans(IBatchStore store, WorkerIdentity worker, Pool pool, PackExperience experience)
{
    private readonly Dictionary<long, BatchPlan> _plans = [];

    /// <summary>Looks which batches are active, oldest first.</summary>
    public async Task<IReadOnlyList<BatchPlan>> RefreshAsync(CancellationToken cancellationToken)
    {
        var batches = await store.ListActiveAsync(worker.Accounts, cancellationToken);
        lock (_plans)
        {
            var mine = batches.Where(batch => worker.OnlyBatch is null || batch.BatchId == worker.OnlyBatch);
            return [.. mine.Select(PlanOf).Where(plan => plan.Candidates.Count > 0)];
        }
    }

    public BatchPlan this[long batchId]
    {
        get
        {
            lock (_plans) return _plans[batchId];
        }
    }

    private BatchPlan PlanOf(Batch batch)
    {
        if (!_plans.TryGetValue(batch.BatchId, out var plan))
        {
            _plans[batch.BatchId] = plan = new BatchPlan(batch, pool.Models, experience);
        }

        return plan;
    }
}
