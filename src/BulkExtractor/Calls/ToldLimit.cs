namespace BulkExtractor.Calls;

/// <summary>A limit that an answer named, be it a refusal or not.</summary>
/// <param name="Window">Over which time; null where that was not said.</param>
public sealed record ToldLimit(ToldUnit Unit, ToldWindow? Window, int Limit);

/// <summary>What a limit that was told counts.</summary>
public enum ToldUnit
{
    /// <summary>Requests.</summary>
    Requests,

    /// <summary>Tokens, read and written.</summary>
    Tokens,

    /// <summary>Tokens that are read.</summary>
    InputTokens,

    /// <summary>The provider's own units.</summary>
    Units,
}

/// <summary>Over which time a limit that was told counts.</summary>
public enum ToldWindow
{
    /// <summary>A minute.</summary>
    Minute,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A day.</summary>
    Day,

    /// <summary>A month.</summary>
    Month,
}
