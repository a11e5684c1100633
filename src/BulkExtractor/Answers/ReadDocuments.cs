using System.Text.Json.Nodes;

namespace BulkExtractor.Answers;

/// <summary>What a reply says about the documents it was asked for.</summary>
/// <param name="Fields">By id, what was said exactly once, or every time alike.</param>
/// <param name="Problems">By id, why what was said cannot be used.</param>
/// <param name="UnknownIds">How many documents nobody had asked for.</param>
public sealed record ReadDocuments(
    IReadOnlyDictionary<string, JsonObject> Fields, IReadOnlyDictionary<string, string> Problems, int UnknownIds)
{
    /// <summary>Nothing that could be used.</summary>
    public static readonly ReadDocuments None =
        new(new Dictionary<string, JsonObject>(), new Dictionary<string, string>(), 0);

    /// <summary>By id, the words quoted for values, by JSON pointer.</summary>
    public IReadOnlyDictionary<string, JsonObject> Quotes { get; init; } = new Dictionary<string, JsonObject>();

    /// <summary>Texts with escapes that no JSON has, as they were read, and as they stand in the reply.</summary>
    public IReadOnlyDictionary<string, string> Doubtful { get; init; } = new Dictionary<string, string>();

    /// <summary>Whether the reply was cut off before its thoughts came to an end.</summary>
    public bool OnlyThoughts { get; init; }
}
