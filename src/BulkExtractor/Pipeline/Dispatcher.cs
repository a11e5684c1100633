using System.Collections.Concurrent;
using System.Threading.Channels;
using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Limits;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Serves whichever model is free: chooses a pack for it, asks for the permit without waiting, sends.
/// Refused, the chunks go back to the window and the next model is tried.
/// </summary>
internal sealed class Dispatcher(
    Sender sender,
    IChunkQueue queue,
    ActivePlans plans,
    HeldChunks held,
    PermitGate gate,
    PipelineOptions options,
    TimeProvider clock,
    Signal changed)
{
    private readonly ChunkWindow _window = new();
    private readonly Turns _turns = new();
    private readonly RequestsUnderWay _underWay = new();
    private readonly ConcurrentQueue<IReadOnlyList<LeasedChunk>> _unsent = [];

    /// <summary>Serves until the input ended and every request came back. Draining gives unsent chunks back.</summary>
    public async Task RunAsync(
        ChannelReader<LeasedChunk> leased,
        ChannelWriter<AttemptResult> attempts,
        CancellationToken drain,
        CancellationToken stop)
    {
        using var wakeOnDrain = drain.Register(changed.Set);
        while (true)
        {
            MoveIntoWindow(leased);
            while (!drain.IsCancellationRequested && await SendNextAsync(attempts, stop)) MoveIntoWindow(leased);
            await GiveBackAsync(drain.IsCancellationRequested ? _window.Batches : LongClosed(), stop);
            if (leased.Completion.IsCompleted && _window.IsEmpty && _underWay.Count == 0) break;
            await changed.WaitAsync(NextLook(), CancellationToken.None, stop);
            await _underWay.ReapAsync();
        }

        await leased.Completion;
    }

    private void MoveIntoWindow(ChannelReader<LeasedChunk> leased)
    {
        while (_unsent.TryDequeue(out var chunks)) _window.Add(chunks);
        while (leased.TryRead(out var chunk)) _window.Add([chunk]);
    }

    private async Task<bool> SendNextAsync(ChannelWriter<AttemptResult> attempts, CancellationToken stop)
    {
        foreach (var batchId in _turns.Order(_window.Batches))
        {
            var plan = plans[batchId];
            foreach (var model in ModelChooser.Rank(plan.Candidates, _underWay.To))
            {
                if (HasRoom(model) && await TrySendAsync(plan, model, attempts, stop)) return true;
            }
        }

        return false;
    }

    private bool HasRoom(Model model) =>
        _underWay.Count < options.Parallelism
        && _underWay.ToAccount(model.Account.Id) < (model.Account.Parallel ?? int.MaxValue)
        && gate.Closed(model) is null;

    private async Task<bool> TrySendAsync(
        BatchPlan plan, Model model, ChannelWriter<AttemptResult> attempts, CancellationToken stop)
    {
        var chunks = _window.Take(plan, model, Alive(plan), MayBePartial(plan));
        if (chunks.Count == 0) return false;

        var permit = await sender.AskPermitAsync(plan, model, chunks, stop);
        if (permit.AttemptId is { } attempt)
        {
            plan.LastSentAt = clock.GetTimestamp();
            _turns.Sent(plan.Batch.BatchId, plan.Batch.Settings.Weight);
            _underWay.Add(SendAsync(plan, model, chunks, attempt, attempts, stop), plan.Batch.BatchId, model);
            return true;
        }

        // A stale pack is not ours to give back: its chunks come due by themselves, or their batch is over.
        if (permit.PackIsStale) held.Drop(chunks);
        else _window.Add(chunks);
        return false;
    }

    private async Task SendAsync(
        BatchPlan plan,
        Model model,
        IReadOnlyList<LeasedChunk> chunks,
        long attempt,
        ChannelWriter<AttemptResult> attempts,
        CancellationToken stop)
    {
        try
        {
            var result = await sender.SendAsync(plan, model, chunks, attempt, stop);
            if (result is null) _unsent.Enqueue(chunks);
            else await attempts.WriteAsync(result, stop);
        }
        finally
        {
            changed.Set();
        }
    }

    private async Task GiveBackAsync(IReadOnlyList<long> batches, CancellationToken stop)
    {
        foreach (var batchId in batches)
        {
            var chunks = _window.TakeAll(batchId);
            if (chunks.Count == 0) continue;
            await queue.ReleaseAsync(chunks, stop);
            held.Drop(chunks);
        }
    }

    /// <summary>The batches whose chunks no model can take within half a lease.</summary>
    private List<long> LongClosed() => [.. _window.Batches.Where(batchId => Alive(plans[batchId]).Count == 0)];

    private List<Model> Alive(BatchPlan plan) =>
        [.. plan.Candidates.Where(model => !(gate.Closed(model)?.Wait > options.LeaseDuration / 2))];

    /// <summary>Whether a pack that is not full may go: nothing is left that could join it.</summary>
    private bool MayBePartial(BatchPlan plan) =>
        plan.Dry
        && (_underWay.Of(plan.Batch.BatchId) == 0
            || clock.GetElapsedTime(plan.LastSentAt) >= options.PartialPackDelay);

    private TimeSpan NextLook()
    {
        var waits = _window.Batches
            .SelectMany(batchId => plans[batchId].Candidates)
            .Select(gate.Closed)
            .OfType<(TimeSpan Wait, string)>()
            .Select(closed => closed.Wait);
        return waits.Append(options.IdleInterval).Min();
    }
}
