using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>
/// The plans of the batches that are active now; what a batch was asked never changes, so they are kept until the
/// pool does.
/// </summary>
internal sealed class ActivePlans(IBatchStore store, WorkerIdentity worker, LivePool pool, PackExperience experience)
{
    private readonly Dictionary<long, BatchPlan> _plans = [];
    private Pool? _planned;

    /// <summary>Looks which batches are active, oldest first.</summary>
    public async Task<IReadOnlyList<BatchPlan>> RefreshAsync(CancellationToken cancellationToken)
    {
        var batches = await store.ListActiveAsync(worker.Accounts, cancellationToken);
        lock (_plans)
        {
            FollowPool();
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

    // Whoever holds an older plan finishes with it what is under way.
    private void FollowPool()
    {
        var now = pool.Now;
        if (ReferenceEquals(now, _planned)) return;
        _planned = now;
        foreach (var plan in _plans.Values.ToList()) _plans[plan.Batch.BatchId] = plan.For(now.Models);
    }

    private BatchPlan PlanOf(Batch batch)
    {
        if (!_plans.TryGetValue(batch.BatchId, out var plan))
        {
            _plans[batch.BatchId] = plan = new BatchPlan(batch, _planned!.Models, experience);
        }

        return plan;
    }
}
