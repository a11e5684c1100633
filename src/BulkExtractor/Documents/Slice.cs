namespace BulkExtractor.Documents;

/// <summary>A part of a document, counted in code points, as PostgreSQL's <c>substr</c> counts.</summary>
public sealed record Slice(int Start, int Length)
{
    /// <summary>Where it begins in UTF-16 units.</summary>
    public int Offset { get; init; }
}
