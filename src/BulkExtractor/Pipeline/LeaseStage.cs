using System.Runtime.CompilerServices;
using BulkExtractor.Batches;

namespace BulkExtractor.Pipeline;

/// <summary>Leases due chunks for the models that can be asked within the lease, batch by batch in turns.</summary>
internal sealed class LeaseStage(
    ActivePlans plans,
    LeaseBook leases,
    ModelAvailability models,
    ModelRanking ranking,
    NewWork work,
    PipelineOptions options,
    Signal leased)
{
    /// <summary>Leases until told to drain.</summary>
    public async IAsyncEnumerable<WaitingChunks> RunAsync(
        CancellationToken drain, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        work.Told += LookAtOnce;
        try
        {
            while (!drain.IsCancellationRequested)
            {
                var any = false;
                await foreach (var chunks in LeaseAllAsync(cancellationToken))
                {
                    any = true;
                    yield return chunks;
                    leased.Set();
                }

                leased.Set(); // a batch may have turned out to be dry
                if (!any) await leases.Room.WaitAsync(options.IdleInterval, drain, cancellationToken);
            }
        }
        finally
        {
            work.Told -= LookAtOnce;
        }
    }

    private async IAsyncEnumerable<WaitingChunks> LeaseAllAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var active = await plans.ListAsync(cancellationToken);
        await ranking.RefreshAsync(active, cancellationToken);
        await models.RefreshAsync(active, cancellationToken);
        foreach (var plan in active)
        {
            var chunks = await LeaseAsync(plan, cancellationToken);
            if (chunks.Chunks.Count > 0) yield return chunks;
        }
    }

    private void LookAtOnce()
    {
        plans.LookAgain();
        leases.Room.Set();
    }

    private async Task<WaitingChunks> LeaseAsync(BatchPlan plan, CancellationToken cancellationToken)
    {
        var blocker = models.Blocker(plan);
        var onlyRepairs = models.OnlyRepairs(plan);
        var waitingFor = plan.ClockProblem ?? blocker ?? models.Problem(plan) ?? onlyRepairs;
        var forQuota = waitingFor is not null && (waitingFor == onlyRepairs || models.WaitsForQuota(plan));
        await plans.SetWaitingAsync(plan, waitingFor, forQuota, cancellationToken);
        return new WaitingChunks(
            plan, blocker is null ? await leases.TakeAsync(plan, onlyRepairs is not null, cancellationToken) : []);
    }
}
