using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>Why a provider refuses a request, before it is put into its words.</summary>
internal sealed record ProfileRefusal(RefusalKind Kind)
{
    /// <summary>The model that was asked.</summary>
    public string Model { get; init; } = "";

    /// <summary>The parameter, the format or what is wrong with it.</summary>
    public string Subject { get; init; } = "";

    /// <summary>The tokens that were asked for.</summary>
    public int Tokens { get; init; }

    /// <summary>How many there may be.</summary>
    public int Most { get; init; }

    /// <summary>The limits that refuse, the one that does so longest first.</summary>
    public IReadOnlyList<LimitReading> Reached { get; init; } = [];

    /// <summary>How the limits stand that a request to the model passes.</summary>
    public IReadOnlyList<LimitReading> Readings { get; init; } = [];

    /// <summary>How many times faster the provider's time goes than ours.</summary>
    public double Scale { get; init; } = 1;

    /// <summary>The instant, in our time.</summary>
    public DateTimeOffset Now { get; init; }

    public LimitReading Longest => Reached[0];

    /// <summary>The wait that would be true, in our time.</summary>
    public TimeSpan Wait => Reached.Count > 0 ? Longest.FitsIn / Scale : TimeSpan.FromSeconds(1);

    public int WaitSeconds => Math.Max(1, (int)Math.Ceiling(Wait.TotalSeconds));
}

internal enum RefusalKind
{
    /// <summary>No key, or a wrong one.</summary>
    WrongKey,

    /// <summary>The key may not do this.</summary>
    Forbidden,

    /// <summary>Asked from a country that is not served.</summary>
    Region,

    Unpaid,
    InvalidBody,
    UnknownModel,

    /// <summary>Listed, but not for this account.</summary>
    OnlyListed,

    GoneModel,
    UnknownParameter,
    RefusedForm,
    RefusedSchema,
    NoJsonWord,
    CapTooLarge,
    RefusedSystem,
    NoImages,
    TooLong,

    /// <summary>The body has too many bytes.</summary>
    TooLarge,

    /// <summary>Larger than a limit of tokens will ever admit.</summary>
    NeverFits,

    LimitReached,

    /// <summary>Too many requests under way.</summary>
    InFlight,

    Busy,
    Filtered,
    InvalidJson,
}
