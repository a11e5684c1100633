namespace BulkExtractor.Recording;

/// <summary>What is known when a request was refused and nobody said whose fault it is.</summary>
/// <remarks>
/// A model that never answered cannot show that its documents are bad, nor can one that answered nothing since it
/// refused them: what it refuses then, it may refuse to everybody.
/// </remarks>
public sealed record RefusedRequest(int Documents)
{
    // As many neighbours may be bad by chance; a third pack in a row is no chance any more.
    private const int OthersThatTell = 2;

    /// <summary>Whether the model has answered any document of the definition.</summary>
    public bool HasAnswered { get; init; }

    /// <summary>Whether it answered others since it first refused these, having answered some before.</summary>
    public bool AnsweredSince { get; init; }

    /// <summary>How many packs of other documents it refused in the same words since its latest answer.</summary>
    public int OthersRefused { get; init; }

    /// <summary>Whether another account can be asked.</summary>
    public bool OtherAccounts { get; init; }

    /// <summary>Whether another account refused these documents too.</summary>
    public bool RefusedElsewhere { get; init; }

    /// <summary>Finds out whose fault it is, as far as that can be known by now.</summary>
    public Culprit FindCulprit() => this switch
    {
        { HasAnswered: false } or { OthersRefused: >= OthersThatTell } => Culprit.Model,
        { Documents: > 1 } => Culprit.Pack,
        { AnsweredSince: false, OtherAccounts: false } => Culprit.Model,
        { AnsweredSince: true } when RefusedElsewhere || !OtherAccounts => Culprit.Document,
        _ => Culprit.Nobody,
    };
}

/// <summary>Whose fault a refusal is.</summary>
public enum Culprit
{
    /// <summary>The model's, or its account's: it is left alone for a while.</summary>
    Model,

    /// <summary>One of several documents': they are asked half by half.</summary>
    Pack,

    /// <summary>The document's: it is given up.</summary>
    Document,

    /// <summary>That cannot be known yet: another model is asked, or the same one later.</summary>
    Nobody,
}
