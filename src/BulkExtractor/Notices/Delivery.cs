namespace BulkExtractor.Notices;

/// <summary>A notice on its way to one target.</summary>
/// <param name="Target">Where to, as it was written.</param>
/// <param name="Kind"><c>webhook</c>, <c>ping</c> or <c>mail</c>.</param>
/// <param name="Body">What it says, as JSON; the same at every try.</param>
public sealed record Delivery(long DeliveryId, Notice Notice, string Target, string Kind, string Body)
{
    /// <summary>The variable of the secret that signs it, as <c>${NAME}</c>.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether the target may be a machine inside the network.</summary>
    public bool AllowsInternal { get; init; }

    /// <summary>How often it was tried before.</summary>
    public int Attempts { get; init; }

    /// <summary>For how long it has been tried.</summary>
    public TimeSpan Age { get; init; }
}

/// <summary>What came of a try.</summary>
/// <param name="Told">In a few words, for people.</param>
public sealed record DeliveryOutcome(bool Sent, string Told)
{
    /// <summary>Whether nobody answered there, so that nothing else would arrive either.</summary>
    public bool Unreachable { get; init; }
}
