using BulkExtractor.Batches;
using BulkExtractor.Packing;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Ends the wait for another model's opinion where it is in vain: no document hangs for want of a model, and none
/// that is closed for long holds up the window.
/// </summary>
internal sealed class OtherOpinions(ChunkWindow window, ModelAvailability models, LeaseBook leases)
{
    private const string Nobody = "no other model can be asked";

    // A model may be back before its pause ends.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(15);

    /// <summary>Settles chunks that no other model can take, and puts those off for which none is open soon.</summary>
    public async Task EndVainAsync(CancellationToken cancellationToken)
    {
        foreach (var plan in window.Plans.Where(plan => plan.Batch.Settings.Inquiry.Votes > 1))
        {
            var lost = window.RemoveVoted(plan, (chunk, need) => WaitOf(plan, chunk, need) is null);
            if (lost.Count > 0) await leases.SettleAsync(plan, lost, Nobody, cancellationToken);
            var early = window.RemoveVoted(
                plan, (chunk, need) => WaitOf(plan, chunk, need) is { } wait && !models.IsSoon(wait));
            if (early.Count > 0) await leases.DeferAsync(early, DelayOf(plan), cancellationToken);
        }
    }

    private TimeSpan? WaitOf(BatchPlan plan, LeasedChunk chunk, ChunkNeed need) => models.WaitFor(plan, plan.Candidates
        .Where(need.MayGoTo)
        .Where(model => Packer.Choose([chunk], plan.Budget(model, chunk)).Count > 0));

    private TimeSpan DelayOf(BatchPlan plan)
    {
        // Some of its models are open, those that are not are waited for.
        var first = models.WaitFor(plan, plan.Candidates.Where(model => !models.IsOpen(plan, model)));
        return first is { } wait && wait < LongestDelay ? wait : LongestDelay;
    }
}
