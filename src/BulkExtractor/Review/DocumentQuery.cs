using BulkExtractor.Filters;

namespace BulkExtractor.Review;

/// <summary>Which documents of a batch somebody wants to see: a page of them, by key or sorted.</summary>
public sealed record DocumentQuery(long BatchId)
{
    /// <summary>The confidence below which a document is weak; an index of the database knows it, too.</summary>
    public const double WeakBelow = 0.8;

    /// <summary>Which of them.</summary>
    public DocumentFilter Filter { get; init; }

    /// <summary>A text that they contain, or their key; null takes all.</summary>
    public string? Search { get; init; }

    /// <summary>Only those for which this holds; null takes all.</summary>
    public Filter? Where { get; init; }

    /// <summary>What they are sorted by; null keeps the input's order.</summary>
    /// <remarks>By anything but their key only documents with a result: others have nothing to be sorted by.</remarks>
    public FilterField? Sort { get; init; }

    /// <summary>Whether the largest comes first; what has no value comes last in either case.</summary>
    public bool Descending { get; init; }

    /// <summary>Only those after this number; in the input's order.</summary>
    public int After { get; init; }

    /// <summary>So many are passed over; where they are sorted.</summary>
    public int Skip { get; init; }

    /// <summary>The most of them.</summary>
    public int Limit { get; init; } = 25;
}

/// <summary>Which documents of a batch.</summary>
public enum DocumentFilter
{
    /// <summary>Every one.</summary>
    All,

    /// <summary>Those that have their fields.</summary>
    Extracted,

    /// <summary>Those that were given up.</summary>
    Failed,

    /// <summary>Those whose fields are hardly sure.</summary>
    Weak,

    /// <summary>Those that somebody corrected.</summary>
    Corrected,

    /// <summary>Those that somebody approved.</summary>
    Approved,

    /// <summary>Those that are not done yet.</summary>
    Open,
}
