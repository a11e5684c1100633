using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Wire;

/// <summary>What a model answered, before it is wrapped.</summary>
internal sealed record Completion(string Id, SimulatedModel Model, DateTimeOffset Created)
{
    public required string Content { get; init; }

    public required bool CutOff { get; init; }

    public required int PromptTokens { get; init; }

    public int ThoughtTokens { get; init; }

    public int CompletionTokens => Tokens.In(Content.Length) + ThoughtTokens;

    public decimal Cost =>
        ((PromptTokens * Model.InputPrice) + (CompletionTokens * Model.OutputPrice)) / 1_000_000;
}

/// <summary>The shapes in which a 200 tells of an error.</summary>
internal enum ErrorForm
{
    Body,
    Choice,
    EmptyChoices,
    NoChoices,
    NullChoices,
}
