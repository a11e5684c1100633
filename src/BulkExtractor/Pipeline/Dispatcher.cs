using System.Collections.Concurrent;
using System.Threading.Channels;
using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Serves whichever model is free: chooses a pack for it, asks for the permit without waiting, sends.
/// Refused, the chunks stay in the window and the next model is tried.
/// </summary>
internal sealed class Dispatcher(
    Sender sender, Leases leases, OpenModels models, RequestsUnderWay underWay, Signal changed)
{
    private readonly ChunkWindow _window = new();
    private readonly Turns _turns = new();
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
            MoveIntoWindow(leased);
            while (!drain.IsCancellationRequested && await SendNextAsync(attempts, stop)) MoveIntoWindow(leased);
            await GiveBackAsync(drain.IsCancellationRequested ? _window.Plans : LongClosed(), stop);
            if (leased.Completion.IsCompleted && _window.IsEmpty && underWay.Count == 0) break;
            await changed.WaitAsync(models.NextOpening(_window.Plans), CancellationToken.None, stop);
            await underWay.ReapAsync();
        }

        await leased.Completion;
    }

    private void MoveIntoWindow(ChannelReader<WaitingChunks> leased)
    {
        while (_unsent.TryDequeue(out var chunks)) _window.Add(chunks);
        while (leased.TryRead(out var chunks)) _window.Add(chunks);
    }

    /// <summary>Sends one pack, if any can go; whether it is worth looking again at once.</summary>
    private async Task<bool> SendNextAsync(ChannelWriter<AttemptResult> attempts, CancellationToken stop)
    {
        // What a model refused to the batch whose turn it is must not fall to the next one, a moment later.
        var refused = new HashSet<Model>();
        foreach (var plan in _turns.Order(_window.Plans, plan => plan.Turn))
        {
            foreach (var model in ModelChooser.Rank(plan.Candidates, underWay.To))
            {
                if (underWay.HasRoom(model) && models.IsOpen(model) && !refused.Contains(model)
                    && await TrySendAsync(plan, model, refused, attempts, stop)) return true;
            }
        }

        return false;
    }

    private async Task<bool> TrySendAsync(
        BatchPlan plan,
        Model model,
        HashSet<Model> refused,
        ChannelWriter<AttemptResult> attempts,
        CancellationToken stop)
    {
        var chosen = new WaitingChunks(
            plan, _window.Choose(plan, model, models.Soonest(plan), mayBePartial: !leases.MoreMayCome(plan)));
        if (chosen.Chunks.Count == 0) return false;

        var permit = await sender.AskPermitAsync(chosen, model, stop);
        if (permit.AttemptId is not { } attempt)
        {
            if (permit.PackIsStale) Forget(chosen);
            else refused.Add(model);
            return permit.MayBeHadNow;
        }

        _window.Remove(chosen);
        _turns.Sent(plan.Turn);
        underWay.Add(SendAsync(chosen, model, attempt, attempts, stop), model);
        return true;
    }

    private async Task SendAsync(
        WaitingChunks chosen,
        Model model,
        long attempt,
        ChannelWriter<AttemptResult> attempts,
        CancellationToken stop)
    {
        try
        {
            var result = await sender.SendAsync(chosen, model, attempt, stop);
            if (result is null) _unsent.Enqueue(chosen);
            else await attempts.WriteAsync(result, stop);
        }
        finally
        {
            changed.Set();
        }
    }

    // A stale pack is not ours to give back: its chunks come due by themselves, or their batch is over.
    private void Forget(WaitingChunks stale)
    {
        _window.Remove(stale);
        leases.Forget(stale.Chunks);
    }

    private async Task GiveBackAsync(IEnumerable<BatchPlan> plans, CancellationToken stop)
    {
        foreach (var plan in plans) await leases.GiveBackAsync(_window.RemoveAll(plan), stop);
    }

    private IEnumerable<BatchPlan> LongClosed() => _window.Plans.Where(plan => models.Obstacle(plan) is not null);
}
