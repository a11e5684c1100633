using System.Text.Json.Nodes;

namespace BulkExtractor.Jobs;

/// <summary>What is asked of the models: stored with a batch, so that every later reader knows what was asked.</summary>
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
}

/// <summary>A document with the fields it should give.</summary>
public sealed record Example(string Document, JsonObject Fields);
