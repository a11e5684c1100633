using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>The plans of the batches active now; what a batch was asked never changes, so they are kept.</summary>
internal sealed class ActivePlans(
    IBatchStore store,
    WorkerIdentity worker,
    LivePool pool,
    PackSizeLearner experience,
    PipelineOptions options,
    TimeProvider clock)
{
    private const string NoModel = "no model that it may use is left: 'bulk models' says why";

    private readonly Throttle _look = new(options.IdleInterval / 2, clock);
    private Dictionary<long, BatchPlan> _plans = [];

    /// <summary>The plans, oldest batch first; looks again only when some time has passed.</summary>
    public async Task<IReadOnlyList<BatchPlan>> ListAsync(CancellationToken cancellationToken)
    {
        await _look.RunAsync(LookAsync, cancellationToken);
        return [.. _plans.Values.Where(plan => plan.Candidates.Count > 0)];
    }

    /// <summary>They may have changed: the next look is due at once.</summary>
    public void LookAgain() => _look.Reset();

    /// <summary>Says what a batch waits for; null says that it goes on.</summary>
    public async Task SetWaitingAsync(
        BatchPlan plan, string? reason, bool forQuota, CancellationToken cancellationToken)
    {
        if (plan.WaitingFor == reason) return;
        await store.SetWaitingAsync([plan.Batch.BatchId], reason, forQuota, cancellationToken);
        plan.WaitingFor = reason;
    }

    private async Task LookAsync(CancellationToken cancellationToken)
    {
        Renew(await store.ListActiveAsync(worker.Accounts, cancellationToken));
        foreach (var plan in _plans.Values.Where(HasNoModel))
            await SetWaitingAsync(plan, NoModel, forQuota: false, cancellationToken);
    }

    // A worker that does not know all of a batch's accounts cannot tell: another may have models for it.
    private bool HasNoModel(BatchPlan plan) =>
        plan.Candidates.Count == 0 && plan.Batch.Accounts.All(worker.Accounts.Contains);

    private void Renew(IReadOnlyList<Batch> batches)
    {
        var known = _plans;
        _plans = batches
            .Where(batch => worker.OnlyBatch is null || batch.BatchId == worker.OnlyBatch)
            .ToDictionary(batch => batch.BatchId, PlanOf);
        // Nothing more will join the packs of a batch that ended: they go, and are refused, at once.
        foreach (var ended in known.Values.Except(_plans.Values)) ended.Dry = true;

        BatchPlan PlanOf(Batch batch)
        {
            var plan = known.GetValueOrDefault(batch.BatchId) ?? new BatchPlan(batch, experience);
            plan.Follow(pool.Now);
            plan.Follow(batch);
            return plan;
        }
    }
}
