using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;

namespace BulkExtractor.Exports;

/// <summary>One document with what was extracted from it.</summary>
/// <param name="Columns">The user's own cells.</param>
/// <param name="Fields">The result; null where there is none.</param>
/// <param name="Model">The model that gave the result.</param>
/// <param name="Error">Why there is no result.</param>
public sealed record ExportRow(
    int DocumentNo,
    string Key,
    IReadOnlyList<string> Columns,
    JsonObject? Fields,
    string? Model,
    double? Confidence,
    string? Error)
{
    /// <summary>open, extracted or failed.</summary>
    public string State { get; init; } = "extracted";

    /// <summary>What is told in the place of a result: why there is none, or that it is not there yet.</summary>
    public string? Problem => Error ?? (State == "open" ? "not finished" : null);

    /// <summary>Where each value stands in its document, as <c>EvidenceJson</c> writes it.</summary>
    public JsonObject? Grounding { get; init; }

    /// <summary>The result with its evidence; null where there is none.</summary>
    public ExtractedAnswer? Answer => Fields is null
        ? null
        : new ExtractedAnswer(Model ?? "", Fields, Evidence.From(EvidenceJson.Read(Grounding ?? []), Flags));

    /// <summary>Why the model was chosen that gave the result; null where that is not known.</summary>
    public string? Choice { get; init; }

    /// <summary>What is doubtful about the fields, each in one sentence.</summary>
    public IReadOnlyList<string> Flags { get; init; } = [];

    /// <summary>What models that voted, or slices of a long text, said of a field.</summary>
    public IReadOnlyList<CandidateValues> Said { get; init; } = [];
}
