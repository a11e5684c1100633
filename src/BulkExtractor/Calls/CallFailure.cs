namespace BulkExtractor.Calls;

/// <summary>Why a request brought no content, and what follows from it.</summary>
/// <param name="Reason">One sentence for people; never holds a key or a document.</param>
public sealed record CallFailure(FailureClass Class, string Reason)
{
    /// <summary>How long the pause lasts, if the provider said so in seconds.</summary>
    public TimeSpan? Delay { get; init; }

    /// <summary>When the pause ends, if the provider named an instant.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>The limit that refused the request, if it was one of the provider's own.</summary>
    public LimitHit? Hit { get; init; }

    /// <summary>Whether the model cannot be held to the shape of the reply in the way that was tried.</summary>
    public bool FormatRefused { get; init; }

    /// <summary>
    /// True only if provably not a byte of the request left this machine, so that the permit can be given back.
    /// </summary>
    public bool Unsent { get; init; }
}

/// <summary>Which limit refused a request.</summary>
/// <param name="OfModel">Whether it is the model's own; else the account's models of the tier share it.</param>
/// <param name="PerDay">Whether it bounds a day; else a minute.</param>
/// <param name="Requests">How many requests it allows, if the provider said so.</param>
public sealed record LimitHit(bool OfModel, bool PerDay, int? Requests);

/// <summary>What follows from a failed request.</summary>
public enum FailureClass
{
    /// <summary>No model of the account may be asked for a while.</summary>
    AccountPaused,

    /// <summary>This model may not be asked for a while.</summary>
    ModelPaused,

    /// <summary>This model is no more.</summary>
    ModelGone,

    /// <summary>The account cannot be used until the user mends something: a wrong key, no credit.</summary>
    AccountStopped,

    /// <summary>The content was refused: the same chunks will fail there again.</summary>
    ChunkAtFault,

    /// <summary>It came too late for its permit and was not sent: the same again, at once.</summary>
    PermitLapsed,

    /// <summary>A passing fault: another model, or this one later.</summary>
    TryElsewhere,
}
