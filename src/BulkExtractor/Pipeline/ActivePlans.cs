using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>The plans of the batches that are active now: what a batch was asked never changes, the pool may.</summary>
internal sealed class ActivePlans(
    IBatchStore store, WorkerIdentity worker, LivePool pool, PipelineOptions options, TimeProvider clock)
{
    private readonly PackExperience _experience = new();
    private Dictionary<long, BatchPlan> _plans = [];
    private IReadOnlyList<Model> _models = [];
    private long? _lookedAt;

    /// <summary>The plans, oldest batch first; looks again only when some time has passed.</summary>
    public async Task<IReadOnlyList<BatchPlan>> ListAsync(CancellationToken cancellationToken)
    {
        if (_lookedAt is not { } at || clock.GetElapsedTime(at) >= options.IdleInterval / 2)
        {
            Renew(await store.ListActiveAsync(worker.Accounts, cancellationToken));
            _lookedAt = clock.GetTimestamp();
        }

        return [.. _plans.Values.Where(plan => plan.Candidates.Count > 0)];
    }

    /// <summary>Says what a batch waits for; null says that it goes on.</summary>
    public async Task SetWaitingAsync(BatchPlan plan, string? reason, CancellationToken cancellationToken)
    {
        if (plan.WaitingFor == reason) return;
        await store.SetWaitingAsync([plan.Batch.BatchId], reason, cancellationToken);
        plan.WaitingFor = reason;
    }

    private void Renew(IReadOnlyList<Batch> batches)
    {
        var (known, models) = (_plans, pool.Now.Models);
        _plans = batches
            .Where(batch => worker.OnlyBatch is null || batch.BatchId == worker.OnlyBatch)
            .ToDictionary(batch => batch.BatchId, PlanOf);
        _models = models;
        // Nothing more will join the packs of a batch that ended: they go, and are refused, at once.
        foreach (var ended in known.Values.Except(_plans.Values)) ended.Dry = true;

        BatchPlan PlanOf(Batch batch)
        {
            var plan = known.GetValueOrDefault(batch.BatchId) ?? new BatchPlan(batch, models, _experience);
            if (!ReferenceEquals(models, _models)) plan.Follow(models);
            plan.WaitingFor = batch.WaitingFor; // another worker may have said something else
            return plan;
        }
    }
}
