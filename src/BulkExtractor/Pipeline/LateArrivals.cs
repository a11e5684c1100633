using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Pipeline;

/// <summary>
/// Lets requests that the network has not delivered yet weigh on their windows until it has: a link that was cut may
/// bring them when all others of their window are forgotten.
/// </summary>
internal sealed class LateArrivals(PermitGate gate, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.25);

    private readonly Dictionary<long, Underway> _underWay = [];

    /// <summary>Asks within a transmission that is looked after.</summary>
    public async Task<ModelReply> WatchAsync(
        long attempt, Model model, Func<Task<ModelReply>> ask, CancellationToken cancellationToken)
    {
        using var transmission = Transmission.Begin();
        Begin(attempt, model, transmission);
        try
        {
            return await ask();
        }
        finally
        {
            // It arrived at some time until now, or never will.
            if (End(attempt) && !cancellationToken.IsCancellationRequested)
                await gate.HoldAsync([attempt], cancellationToken);
        }
    }

    /// <summary>Looks after all that is under way.</summary>
    public async Task RunAsync(CancellationToken ended, CancellationToken stop)
    {
        using var timer = new PeriodicTimer(Interval, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, stop);
        try
        {
            while (await timer.WaitForNextTickAsync(either.Token)) await LookAsync(either.Token);
        }
        catch (OperationCanceledException) when (ended.IsCancellationRequested)
        {
            // With the last result there is nothing left to look after.
        }
    }

    /// <summary>Holds the permits of what has not arrived in time; what cannot be held is taken back.</summary>
    internal async Task LookAsync(CancellationToken cancellationToken)
    {
        var late = NoteLate();
        if (late.Count == 0) return;
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var giveUp = Task.Delay(late.Min(one => one.Span) / 2, clock, enough.Token);
        var holding = gate.HoldAsync([.. late.Select(one => one.Attempt)], enough.Token);
        await Task.WhenAny(holding, giveUp);
        if (!holding.IsCompleted && !cancellationToken.IsCancellationRequested)
            foreach (var one in late) one.Transmission.Abort();
        await enough.CancelAsync();
        await holding.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (holding.IsFaulted) await holding;
    }

    /// <summary>Begins to look after a request that is just sent.</summary>
    internal void Begin(long attempt, Model model, ITransmission transmission)
    {
        var windows = LimitScope.ListFor(model).Where(scope => scope.Span is not null).ToList();
        if (windows.Count == 0) return;
        // The way has what the start leaves of the margin.
        var onTheWay = windows.Min(scope => scope.Margin) - PermitRules.SendWithin(windows);
        var underWay = new Underway(
            attempt, transmission, clock.GetTimestamp(), onTheWay, windows.Min(scope => scope.Span!.Value));
        lock (_underWay) _underWay[attempt] = underWay;
    }

    /// <summary>It has ended; whether it was late, and nobody knows whether it arrived.</summary>
    internal bool End(long attempt)
    {
        lock (_underWay)
            return _underWay.Remove(attempt, out var ended) && ended is { IsLate: true, IsDelivered: false };
    }

    // What is delivered while nobody looks is held until the next look finds it so.
    private List<Underway> NoteLate()
    {
        lock (_underWay)
        {
            var late = new List<Underway>();
            foreach (var one in _underWay.Values.Where(one => !one.IsDelivered))
            {
                one.IsDelivered = one.Transmission.HasArrived;
                if (!one.IsDelivered && clock.GetElapsedTime(one.SentAt) > one.OnTheWay) one.IsLate = true;
                if (one.IsLate) late.Add(one);
            }

            return late;
        }
    }

    private sealed record Underway(
        long Attempt, ITransmission Transmission, long SentAt, TimeSpan OnTheWay, TimeSpan Span)
    {
        public bool IsLate { get; set; }

        public bool IsDelivered { get; set; }
    }
}
