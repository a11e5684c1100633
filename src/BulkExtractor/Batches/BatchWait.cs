using System.Globalization;

namespace BulkExtractor.Batches;

/// <summary>What a batch waits for, in words: the one place that decides it.</summary>
/// <param name="Reason">Null while it goes on, and where it has ended or is paused.</param>
public sealed record BatchWait(string? Reason)
{
    private const string NoWorker = "a worker: none is there ('bulk worker' or 'bulk serve' starts one)";

    private static readonly BatchWait GoesOn = new((string?)null);

    // Who submits may be about to work on it.
    private static readonly TimeSpan Handover = TimeSpan.FromSeconds(2);

    // What is over in a moment is no wait.
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(5);

    // The longest that is usual between two requests; a split begins within a minute, were its request lost.
    private static readonly TimeSpan LongestSilence = TimeSpan.FromMinutes(2);

    // What lasts longer than that ends by somebody's doing, if ever.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(32);

    private static readonly TimeSpan ToTheMinute = TimeSpan.FromHours(1);

    /// <summary>Whether nothing that is known explains why it stands still.</summary>
    public bool IsUnexplained { get; private init; }

    /// <summary>Decides what a batch waits for.</summary>
    public static BatchWait Decide(BatchFacts facts) => facts switch
    {
        { State: "finished" or "cancelled" or "paused" } => GoesOn,
        { IsSplit: false, Said: { } problem } => new(problem),
        { Workers: 0 } when facts.Now - facts.MovedAt < Handover => GoesOn,
        { Workers: 0, Said: { } said } => new($"{said}; and for {NoWorker}"),
        { Workers: 0 } => new(NoWorker),
        { IsSplit: false } => Unsplit(facts),
        { KnownAccounts.Count: 0 } => new(
            $"a worker that knows {string.Join(", ", facts.Accounts)}: those that are there do not ('bulk models')"),
        { Said: { } said } => new(said),
        { UnderWay: > 0 } => GoesOn,
        _ when facts.MovedAt > facts.Now + Moment => new(ForTheClock(facts.MovedAt)),
        { Next: { IsHeld: false } next } when next.DueAt > facts.Now + Moment => new(
            next.IsLeased
                ? $"the lease of a worker that is gone: it ends at {Say(next.DueAt)}"
                : $"its next try: what came back without an answer is asked again at {Say(next.DueAt)}"),
        _ => Silent(facts),
    };

    /// <summary>What is waited for, with when that ends, where it does by itself.</summary>
    public static string Until(string reason, TimeSpan wait, DateTimeOffset now)
    {
        if (wait > LongestWait) return reason;
        // Rounded, so that several workers say the same.
        var step = (wait < ToTheMinute ? TimeSpan.FromSeconds(10) : TimeSpan.FromMinutes(1)).Ticks;
        var end = ((now + wait).UtcTicks + (step / 2)) / step * step;
        return $"{reason}, until {Say(new DateTimeOffset(end, TimeSpan.Zero))}";
    }

    /// <summary>What is waited for where the database's clock was set back.</summary>
    public static string ForTheClock(DateTimeOffset until) =>
        $"the database's clock, which was set back: it goes on at {Say(until)} by that clock";

    /// <summary>An instant in words that everybody reads alike.</summary>
    public static string Say(DateTimeOffset at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC");

    private static BatchWait Unsplit(BatchFacts facts) =>
        facts.Now - facts.MovedAt < LongestSilence ? GoesOn : Unexplained("its documents were not split yet", facts);

    private static BatchWait Silent(BatchFacts facts)
    {
        if (facts.Now - facts.MovedAt < LongestSilence) return GoesOn;
        var missing = facts.Accounts.Except(facts.KnownAccounts).ToList();
        if (missing.Count > 0 && facts.Next is not null)
        {
            return new(
                "a model: those that the workers know take none of it, and "
                + $"{string.Join(", ", missing)} is known to none of them");
        }

        return Unexplained(facts.Next is null ? "none of its open documents is asked for" : "nothing is asked", facts);
    }

    private static BatchWait Unexplained(string what, BatchFacts facts) =>
        new($"nothing that is known: {what} since {Say(facts.MovedAt)} (the log of the workers may say why)")
        {
            IsUnexplained = true,
        };
}
