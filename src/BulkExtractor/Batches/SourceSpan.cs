namespace BulkExtractor.Batches;

/// <summary>Where a value stands in its document, and how sure it is; without a place its length is 0.</summary>
/// <param name="Start">Counted in UTF-16 units, as the program and browsers count.</param>
/// <param name="Length">In UTF-16 units.</param>
/// <param name="Match">How it was found.</param>
public sealed record SourceSpan(int Start, int Length, MatchKind Match)
{
    /// <summary>The start counted in code points, as PostgreSQL counts.</summary>
    public int CodePointStart { get; init; }

    /// <summary>The length in code points.</summary>
    public int CodePointLength { get; init; }

    /// <summary>Whether the place is that of the model's quote for the value.</summary>
    public bool FromQuote { get; init; }

    /// <summary>The page of a scan on which it stands, from 1; 0 where that is not known.</summary>
    public int Page { get; init; }

    /// <summary>How likely the value is right, between 0 and 1.</summary>
    public double Confidence { get; init; }

    /// <summary>Whether it is a place of the text.</summary>
    internal bool IsInText => Match is not (MatchKind.None or MatchKind.Picture);

    /// <summary>The same place in a text that has so much before this one.</summary>
    public SourceSpan After(int units, int codePoints) => IsInText
        ? this with { Start = Start + units, CodePointStart = CodePointStart + codePoints }
        : this;
}
