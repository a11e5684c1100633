using BulkExtractor.Batches;

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

    /// <summary>
    /// Whether a day, a month or a plan is spent and nobody knows when it begins anew: pauses grow by hours.
    /// </summary>
    public bool Spent { get; init; }

    /// <summary>Whether the model cannot be held to the shape of the reply in the way that was tried.</summary>
    public bool FormatRefused { get; init; }

    /// <summary>Whether no other shape is taken either, so that only the prompt is left to say it.</summary>
    public bool OnlyPrompt { get; init; }

    /// <summary>What of the form of the request the model does not take, beside the shape of the reply.</summary>
    public RequestPart? Refused { get; init; }

    /// <summary>The most tokens of an answer that may be asked for, if the provider said so.</summary>
    public int? MostOutput { get; init; }

    /// <summary>The most tokens that a request may weigh, if the provider said so.</summary>
    public int? MostTokens { get; init; }

    /// <summary>Whether less must be asked for, and nobody said how much.</summary>
    public bool TooMuch { get; init; }

    /// <summary>Whether nobody said whose fault it is: the content's, the model's or the account's.</summary>
    public bool Unexplained { get; init; }

    /// <summary>Whether the model is left alone with this job only, since it answers others.</summary>
    public bool OfJob { get; init; }

    /// <summary>Whether the address looks wrong; of an account that answers, it is the model.</summary>
    public bool OfAddress { get; init; }

    /// <summary>Whether the document is proven to be at fault: asking again would bring the same.</summary>
    public bool Proven { get; init; }

    /// <summary>
    /// True only if provably not a byte of the request left this machine, so that the permit can be given back.
    /// </summary>
    public bool Unsent { get; init; }

    /// <summary>Whether it is about the form of the request: asked again in another one it may be answered.</summary>
    public bool IsOfForm => FormatRefused || Refused is not null || MostOutput is not null || MostTokens is not null;
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
