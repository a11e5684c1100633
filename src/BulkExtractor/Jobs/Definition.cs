using System.Text.Json.Nodes;
using BulkExtractor.Jobs.Rules;
using BulkExtractor.Schema;

namespace BulkExtractor.Jobs;

/// <summary>What is asked of the models: stored with a batch, so that every later reader knows it.</summary>
public sealed record Definition
{
    /// <summary>The job's name.</summary>
    public required string Name { get; init; }

    /// <summary>What the models are told beyond the schema.</summary>
    public string Instructions { get; init; } = "";

    /// <summary>The JSON Schema of one document's fields, as the user wrote it.</summary>
    public required string Schema { get; init; }

    /// <summary>The same schema, read.</summary>
    public required FieldSchema Fields { get; init; }

    /// <summary>Few-shot examples, checked against the schema.</summary>
    public IReadOnlyList<Example> Examples { get; init; } = [];

    /// <summary>Whether every value is looked for in its document.</summary>
    public bool Ground { get; init; } = true;

    /// <summary>Whether an answer with a value that is not in its document is refused, not only flagged.</summary>
    public bool Strict { get; init; }

    /// <summary>Checks between fields, beyond the schema.</summary>
    public IReadOnlyList<Rule> Rules { get; init; } = [];

    /// <summary>The fields, as JSON pointers, for which the models quote the words that tell the value.</summary>
    /// <remarks>Other values stand in the document themselves; quotes cost output, which bounds the pack.</remarks>
    public IReadOnlyList<string> QuotedFields => Ground ? [.. Fields.Choices()] : [];
}

/// <summary>A document with the fields it should give.</summary>
public sealed record Example(string Document, JsonObject Fields)
{
    /// <summary>
    /// The words of the document that tell values which do not stand there themselves, by JSON pointer.
    /// </summary>
    public JsonObject? Quotes { get; init; }
}
