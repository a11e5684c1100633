using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Wire;

/// <summary>What the simulator takes from a chat completion request.</summary>
internal sealed record ChatRequest
{
    public required string Model { get; init; }

    public int? MaxTokens { get; init; }

    public required int PromptTokens { get; init; }

    /// <summary>How many pictures came along.</summary>
    public int Pictures { get; init; }

    public bool HasImages => Pictures > 0;

    /// <summary>The parameters that the model must support, if the request insists on it.</summary>
    public IReadOnlyList<string> RequiredParameters { get; init; } = [];

    /// <summary>The documents of the last user message.</summary>
    public IReadOnlyList<WireDocument> Documents { get; init; } = [];

    /// <summary>The fields of the examples, as the turns of the assistant give them.</summary>
    public IReadOnlyList<JsonObject> Examples { get; init; } = [];

    /// <summary>Whether the words that tell a choice are asked for.</summary>
    public bool WantsQuotes { get; init; }

    /// <summary>The schema of a document's fields; empty if none was found.</summary>
    public required JsonObject Schema { get; init; }
}

/// <summary>A document between its tags; what is seen in its picture follows the text on a line of its own.</summary>
internal readonly record struct WireDocument(string Id, string Text);
