using System.Collections.Concurrent;
using System.Threading.Channels;
using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Limits;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Serves whichever models are free: chooses packs for them, asks for the permits without waiting, sends.
/// Refused, the chunks stay in the window and the next model is tried.
/// </summary>
/// <remarks>The permits of a round are asked for together, since a commit takes as long as many permits.</remarks>
internal sealed class ChooseStage(
    CallStage sender,
    Leases leases,
    ModelAvailability models,
    RoundChooser rounds,
    ChunkWindow window,
    SentinelMonitor sentinels,
    RequestsUnderWay underWay,
    OtherOpinions opinions,
    Signal changed)
{
    private readonly FairShare _shares = new();
    private readonly ConcurrentQueue<WaitingChunks> _unsent = [];

    /// <summary>Serves until the input ended and every request came back. Draining gives unsent chunks back.</summary>
    public async Task RunAsync(
        ChannelReader<WaitingChunks> leased,
        ChannelWriter<AttemptResult> attempts,
        CancellationToken drain,
        CancellationToken stop)
    {
        using var wakeOnDrain = drain.Register(changed.Set);
        while (true)
        {
            long at;
            do
            {
                MoveIntoWindow(leased);
                at = models.Now;
            }
            while (!drain.IsCancellationRequested && await SendRoundAsync(at, attempts, stop));

            await opinions.EndVainAsync(stop);
            await GiveBackAsync(drain.IsCancellationRequested ? window.Plans : LongClosed(), stop);
            foreach (var plan in window.Plans.Where(plan => models.Reserve(plan) is not null))
                await leases.GiveBackAsync(window.RemoveNew(plan), stop);
            if (leased.Completion.IsCompleted && window.IsEmpty && underWay.Count == 0) break;
            await changed.WaitAsync(models.NextOpening(window.Plans, at), CancellationToken.None, stop);
            await underWay.ReapAsync();
        }

        await leased.Completion;
    }

    private void MoveIntoWindow(ChannelReader<WaitingChunks> leased)
    {
        while (_unsent.TryDequeue(out var chunks)) window.Add(chunks);
        while (leased.TryRead(out var chunks)) window.Add(chunks);
    }

    /// <summary>Sends a round of packs, if any can go; whether it is worth looking again at once.</summary>
    private async Task<bool> SendRoundAsync(long at, ChannelWriter<AttemptResult> attempts, CancellationToken stop)
    {
        // What the batch whose turn it is cannot have, since its model is closed or refuses, must not fall to the next
        // one, a moment later.
        var refused = new HashSet<Model>();
        foreach (var plan in _shares.Order(window.Plans, plan => plan.Share))
        {
            while (rounds.Choose(plan, refused, at) is { Count: > 0 } round)
            {
                if (await TrySendAsync(round, refused, attempts, stop)) return true;
            }
        }

        return false;
    }

    private async Task<bool> TrySendAsync(
        IReadOnlyList<ChosenPack> round,
        HashSet<Model> refused,
        ChannelWriter<AttemptResult> attempts,
        CancellationToken stop)
    {
        var permits = await sender.AskPermitsAsync(round, stop);
        var goOn = false;
        foreach (var (pack, permit) in round.Zip(permits))
        {
            if (permit.AttemptId is not null) Send(pack, permit, attempts, stop);
            else TakeBack(pack, permit);
            goOn |= permit.AttemptId is not null || permit.MayBeHadNow;
        }

        return goOn;

        void TakeBack(ChosenPack pack, Permit permit)
        {
            sentinels.Returned(pack);
            if (permit.PackIsStale)
            {
                Forget(pack.Chosen);
                return;
            }

            window.Release(pack.Chosen);
            refused.Add(pack.Model);
        }
    }

    private void Send(
        ChosenPack pack, Permit permit, ChannelWriter<AttemptResult> attempts, CancellationToken stop)
    {
        window.Remove(pack.Chosen);
        _shares.Sent(pack.Chosen.Plan.Share);
        models.Sent(pack.Model);
        underWay.Add(SendAsync(pack, permit, attempts, stop), pack.Model);
    }

    private async Task SendAsync(
        ChosenPack pack, Permit permit, ChannelWriter<AttemptResult> attempts, CancellationToken stop)
    {
        try
        {
            var result = await sender.SendAsync(pack, permit, stop);
            if (result is not null) await attempts.WriteAsync(result, stop);
            else Unsent(pack);
        }
        finally
        {
            changed.Set();
        }
    }

    private void Unsent(ChosenPack pack)
    {
        sentinels.Returned(pack);
        _unsent.Enqueue(pack.Chosen);
    }

    // A stale pack is not ours to give back: its chunks come due by themselves, or their batch is over.
    private void Forget(WaitingChunks stale)
    {
        window.Remove(stale);
        leases.Forget(stale.Chunks);
    }

    private async Task GiveBackAsync(IEnumerable<BatchPlan> plans, CancellationToken stop)
    {
        foreach (var plan in plans) await leases.GiveBackAsync(window.RemoveAll(plan), stop);
    }

    private IEnumerable<BatchPlan> LongClosed() => window.Plans.Where(plan => models.Blocker(plan) is not null);
}
