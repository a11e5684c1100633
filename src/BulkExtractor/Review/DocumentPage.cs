using System.Text.Json.Nodes;

namespace BulkExtractor.Review;

/// <summary>Some documents of a batch.</summary>
/// <param name="Next">
/// Where the next page goes on: the number of the last document, or where they are sorted how many to pass over; null
/// at the end.
/// </param>
/// <param name="SearchedTo">The last document that was looked at, when a search stopped before it found enough.</param>
public sealed record DocumentPage(IReadOnlyList<DocumentRow> Rows, int? Next, int? SearchedTo)
{
    /// <summary>Whether sorting took too long and was stopped.</summary>
    public bool TookTooLong { get; init; }
}

/// <summary>Where a document stands among others.</summary>
/// <param name="Previous">The number of the one before it; null for the first.</param>
/// <param name="Next">The number of the one after it; null for the last.</param>
public sealed record DocumentPlace(int? Previous, int? Next)
{
    /// <summary>Its place from 1, and how many there are; null where counting would take too long.</summary>
    public (int Place, int Total)? Count { get; init; }
}

/// <summary>One document in a list.</summary>
/// <param name="Text">The beginning of its text.</param>
/// <param name="State">open, extracted or failed.</param>
public sealed record DocumentRow(int DocumentNo, string Key, string Text, string State)
{
    /// <summary>What was extracted, with corrections; null where nothing was.</summary>
    public JsonObject? Fields { get; init; }

    /// <summary>The model that gave it.</summary>
    public string? Model { get; init; }

    /// <summary>How sure the fields are, from 0 to 1; null when nobody knows.</summary>
    public double? Confidence { get; init; }

    /// <summary>Why there is nothing.</summary>
    public string? Error { get; init; }

    /// <summary>Whether it needed no request of its own.</summary>
    public bool Cached { get; init; }

    /// <summary>How many of its fields somebody corrected.</summary>
    public int Corrections { get; init; }

    /// <summary>When somebody approved it.</summary>
    public DateTimeOffset? ApprovedAt { get; init; }
}
