using BulkExtractor.Answers;
using BulkExtractor.Recording;

namespace BulkExtractor.Postgres;

/// <summary>How a document ends, as it is stored: its fields, or the error for which it is given up.</summary>
internal sealed record DocumentResult(long BatchId, int DocumentNo)
{
    /// <summary>The fields as JSON; null when the document failed.</summary>
    public string? Fields { get; init; }

    public string Repairs { get; init; } = "[]";

    /// <summary>Where the values stand, as JSON.</summary>
    public string Grounding { get; init; } = "{}";

    /// <summary>What is doubtful, as JSON.</summary>
    public string Flags { get; init; } = "[]";

    /// <summary>What was said where several had a say, as JSON.</summary>
    public string Said { get; init; } = "[]";

    public double? Confidence { get; init; }

    public string? Error { get; init; }

    public required string Model { get; init; }

    public required long AttemptId { get; init; }

    /// <summary>The result of a document with an outcome; null where it does not end with that.</summary>
    /// <param name="otherwise">Who is named where nothing was answered.</param>
    public static DocumentResult? From(
        long batchId, int documentNo, DocumentOutcome outcome, AnswerSource otherwise) => outcome switch
        {
            Extracted extracted => From(batchId, documentNo, extracted.Answer, extracted.Source) with
            {
                Repairs = AnswerJson.Repairs(extracted.Repairs),
            },
            Failed failed => Create(batchId, documentNo, failed.Source ?? otherwise) with { Error = failed.Reason },
            _ => null,
        };

    private static DocumentResult From(
        long batchId, int documentNo, ExtractedAnswer answer, AnswerSource source) =>
        Create(batchId, documentNo, source) with
        {
            Fields = AnswerJson.Fields(answer.Fields),
            Grounding = AnswerJson.Grounding(answer.Evidence),
            Flags = AnswerJson.Flags(answer.Evidence),
            Said = AnswerJson.Said(answer.Evidence),
            Confidence = answer.Evidence.Confidence,
        };

    private static DocumentResult Create(long batchId, int documentNo, AnswerSource source) =>
        new(batchId, documentNo) { Model = source.Model, AttemptId = source.AttemptId };
}
