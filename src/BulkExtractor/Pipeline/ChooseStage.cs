using System.Threading.Channels;
using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Serves whichever models are free: chooses packs for them, asks for the permits without waiting, calls. Refused, the
/// chunks stay in the window and the next model is tried.
/// </summary>
internal sealed class ChooseStage(
    Rounds rounds,
    CallStage calls,
    ChunkWindow window,
    LeaseBook leases,
    ModelAvailability models,
    OtherOpinions opinions,
    NoTaker noTaker,
    Signal changed)
{
    private readonly List<Task> _calls = [];

    /// <summary>Serves until the input ended and every request came back. Draining gives unsent chunks back.</summary>
    public async Task RunAsync(
        ChannelReader<WaitingChunks> leased,
        ChannelWriter<AttemptResult> results,
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
            while (!drain.IsCancellationRequested && await rounds.SendAsync(at, Call, drain, stop));

            await opinions.EndVainAsync(stop);
            await noTaker.LookAsync(stop);
            await GiveBackAsync(drain.IsCancellationRequested ? window.Plans : LongBlocked(), stop);
            foreach (var plan in window.Plans.Where(plan => models.OnlyRepairs(plan) is not null))
                await leases.GiveBackAsync(window.RemoveNew(plan), stop);
            if (leased.Completion.IsCompleted && window.IsEmpty && _calls.Count == 0) break;
            await changed.WaitAsync(models.NextOpening(window.Plans, at), CancellationToken.None, stop);
            await ReapAsync();
        }

        await leased.Completion;

        void Call(InFlight pack)
        {
            var call = calls.RunAsync(pack, results.WriteAsync, stop);
            _calls.Add(call);
            call.GetAwaiter().OnCompleted(changed.Set);
        }
    }

    private void MoveIntoWindow(ChannelReader<WaitingChunks> leased)
    {
        window.AddReturned();
        while (leased.TryRead(out var chunks)) window.Add(chunks);
    }

    // An unexpected failure of a call is thrown here.
    private async Task ReapAsync()
    {
        foreach (var call in _calls.Where(call => call.IsCompleted).ToList())
        {
            _calls.Remove(call);
            await call;
        }
    }

    private async Task GiveBackAsync(IEnumerable<BatchPlan> plans, CancellationToken stop)
    {
        foreach (var plan in plans) await leases.GiveBackAsync(window.RemoveAll(plan), stop);
    }

    private IEnumerable<BatchPlan> LongBlocked() => window.Plans.Where(plan => models.Blocker(plan) is not null);
}
