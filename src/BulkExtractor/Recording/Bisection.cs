namespace BulkExtractor.Recording;

/// <summary>
/// Finds the chunk for which a pack was refused: one half is asked, the other is held until that one told where the
/// culprit is.
/// </summary>
public static class Bisection
{
    /// <summary>A held chunk comes due after so long, even if nobody tells of the other half.</summary>
    public static readonly TimeSpan LongestHold = TimeSpan.FromMinutes(10);

    /// <summary>Whether the chunk at a place of a refused pack is held at first.</summary>
    public static bool IsHeld(int place, int chunks) => place >= (chunks + 1) / 2;

    /// <summary>Decides about held suspects by what became of the half that was asked.</summary>
    /// <param name="held">All suspects of that bisection that are held, in their order.</param>
    public static IReadOnlyList<Suspect> Tell(AskedHalf asked, IReadOnlyList<Suspect> held) => asked.IsRefused
        ? [.. held.Select(Clear)]
        : [.. held.Select((suspect, place) => suspect with
        {
            Suspicion = suspect.Suspicion + 1,
            BisectionOf = asked.AttemptId,
            IsHeld = IsHeld(place, held.Count),
        })];

    // The other half was refused too, so it has the culprit. Whoever refused this one, refused another one.
    private static Suspect Clear(Suspect suspect) => suspect with
    {
        Suspicion = 0,
        BisectionOf = null,
        IsHeld = false,
        BlamedModels = suspect.BlameCount == 0
            ? []
            : [.. suspect.BlamedModels.Where(model => model != suspect.RefusedBy)],
    };
}

/// <summary>The half of some suspects that was asked.</summary>
/// <param name="BisectionOf">The attempt whose refusal is bisected.</param>
/// <param name="AttemptId">The attempt that asked this half.</param>
/// <param name="IsRefused">Whether nothing of it was answered.</param>
public sealed record AskedHalf(long BisectionOf, long AttemptId, bool IsRefused);

/// <summary>A chunk that is held until the other half of its pack was asked.</summary>
/// <param name="BisectionOf">The attempt whose refusal is bisected; null once it is innocent.</param>
/// <param name="RefusedBy">The key of the model that refused the pack.</param>
public sealed record Suspect(long ChunkId, long? BisectionOf, string RefusedBy)
{
    /// <summary>How often a request with it failed as a whole because of its content.</summary>
    public int Suspicion { get; init; }

    /// <summary>How many answers were missing or invalid for it.</summary>
    public int BlameCount { get; init; }

    /// <summary>The keys of the models that are asked only after all others.</summary>
    public IReadOnlyList<string> BlamedModels { get; init; } = [];

    /// <summary>Whether it waits on.</summary>
    public bool IsHeld { get; init; } = true;

    /// <summary>When it is asked, if nobody says so earlier.</summary>
    public TimeSpan Delay => IsHeld ? Bisection.LongestHold : TimeSpan.Zero;
}
