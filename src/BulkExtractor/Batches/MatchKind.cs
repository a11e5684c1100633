namespace BulkExtractor.Batches;

/// <summary>How a value was found in its document; the better the smaller.</summary>
public enum MatchKind
{
    /// <summary>It stands there to the letter.</summary>
    Exact,

    /// <summary>
    /// It stands there but for blanks, case, signs of another kind, or the notation of a number or date.
    /// </summary>
    Normalised,

    /// <summary>Something very much like it stands there.</summary>
    Fuzzy,

    /// <summary>It was not found.</summary>
    None,

    /// <summary>It was read from the document's picture, of which at most the page is known.</summary>
    Picture,
}
