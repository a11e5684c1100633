using System.Text.Json.Nodes;

namespace BulkExtractor.Review;

/// <summary>Some documents of a batch, in the input's order.</summary>
/// <param name="Next">Where the next page goes on; null at the end.</param>
/// <param name="SearchedTo">The last document that was looked at, when a search stopped before it found enough.</param>
public sealed record DocumentPage(IReadOnlyList<DocumentRow> Rows, int? Next, int? SearchedTo);

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
