using System.Text.Json.Nodes;
using BulkExtractor.Batches;

namespace BulkExtractor.Review;

/// <summary>One document as it is reviewed.</summary>
/// <param name="Row">What a list shows of it, with its whole text.</param>
public sealed record ReviewedDocument(DocumentRow Row)
{
    /// <summary>The user's own cells, in the header's order.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    /// <summary>What was changed to make the answer fit the schema.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>Where values stand in the text, as it was found when they were read; null when nobody looked.</summary>
    public JsonObject? Grounding { get; init; }

    /// <summary>How many pictures belong to it.</summary>
    public int PictureCount { get; init; }

    /// <summary>What is doubtful about the fields, each in one sentence.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>What models that voted, or slices of a long text, said of a field.</summary>
    public IReadOnlyList<CandidateValues> Said { get; init; } = [];

    /// <summary>The values that somebody corrected.</summary>
    public IReadOnlyList<Correction> Corrections { get; init; } = [];

    /// <summary>Why the model was chosen that read it; null where that is not known.</summary>
    public string? Choice { get; init; }

    /// <summary>The document before it; null for the first.</summary>
    public int? Previous { get; init; }

    /// <summary>The document after it; null for the last.</summary>
    public int? Next { get; init; }
}

/// <summary>A value that somebody corrected.</summary>
/// <param name="Original">What stood there before.</param>
public sealed record Correction(string Field, JsonNode? Original, JsonNode? Value, DateTimeOffset CorrectedAt);

/// <summary>A document with the fields that somebody vouches for.</summary>
public sealed record GoldDocument(string Key, string Text, JsonObject Fields);
