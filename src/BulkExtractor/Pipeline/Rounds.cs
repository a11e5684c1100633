using BulkExtractor.Models;

namespace BulkExtractor.Pipeline;

/// <summary>Sends packs round by round: chosen for whichever models are free, permitted together, sent.</summary>
/// <remarks>The permits of a round are asked for together, since a commit takes as long as many permits.</remarks>
internal sealed class Rounds(
    RoundChooser chooser, ServingOrder order, CallStage calls, IReadOnlyList<IPackObserver> observers)
{
    /// <summary>Sends a round of packs, if any can go; whether it is worth looking again at once.</summary>
    /// <param name="at">When it began: what was closed then is closed for all.</param>
    /// <param name="call">Asks the model of a pack that was sent, and disposes of the pack.</param>
    /// <param name="drain">From then on no further pack is sent.</param>
    public async Task<bool> SendAsync(
        long at, Action<InFlight> call, CancellationToken drain, CancellationToken stop)
    {
        // What the batch whose turn it is cannot have, since its model is closed or refuses, must not fall to the next
        // one, a moment later.
        var refused = new HashSet<Model>();
        foreach (var plan in order.Next())
        {
            while (chooser.Choose(plan, refused, at, observers) is { Count: > 0 } round)
            {
                if (await TrySendAsync(round, refused, call, drain, stop)) return true;
                if (drain.IsCancellationRequested) return false;
            }
        }

        return false;
    }

    private async Task<bool> TrySendAsync(
        IReadOnlyList<InFlight> round,
        HashSet<Model> refused,
        Action<InFlight> call,
        CancellationToken drain,
        CancellationToken stop)
    {
        try
        {
            // Told meanwhile to drain, what had room for these may have ended already: they are not under way.
            if (drain.IsCancellationRequested) return false;
            await calls.AskPermitsAsync(round, stop);
            foreach (var pack in round.Where(pack => pack.IsPermitted))
            {
                pack.Send();
                call(pack);
            }

            refused.UnionWith(round.Where(pack => !pack.IsPermitted && !pack.IsStale).Select(pack => pack.Model));
            return round.Any(pack => pack.IsPermitted || pack.Permit!.MayBeHadNow);
        }
        finally
        {
            foreach (var pack in round.Where(pack => !pack.WasSent)) pack.Dispose();
        }
    }
}
