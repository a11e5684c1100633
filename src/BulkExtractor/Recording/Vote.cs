using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Models;

namespace BulkExtractor.Recording;

/// <summary>One answer about a chunk, as it counts for its document.</summary>
/// <param name="ModelKey">The key of the model that gave it.</param>
/// <param name="Model">The id of the model.</param>
public sealed record Vote(string ModelKey, string Model, JsonObject Fields, Evidence Evidence)
{
    /// <summary>The number of the question that it answers.</summary>
    public int QuestionNo { get; init; }

    /// <summary>The request that brought it.</summary>
    public long AttemptId { get; init; }

    /// <summary>The names of the fields that were asked; null for all.</summary>
    public IReadOnlyList<string>? AskedFields { get; init; }

    /// <summary>Whether only what earlier answers lack was asked.</summary>
    public bool IsForFurtherItems { get; init; }

    /// <summary>What was changed to make it fit the schema.</summary>
    public IReadOnlyList<string> Repairs { get; init; } = [];

    /// <summary>The answer that a request just brought.</summary>
    public static Vote From(ChunkReading reading, Model model, long attemptId) =>
        new(model.Key, model.Id, reading.Fields!, WithoutRules(reading.Evidence))
        {
            QuestionNo = reading.Chunk.Question.No,
            AttemptId = attemptId,
            AskedFields = reading.Chunk.Question.Fields,
            IsForFurtherItems = reading.Chunk.Question.IsForFurtherItems,
            Repairs = reading.Repairs,
        };

    /// <summary>
    /// The evidence without broken rules: those are told of the document as a whole, once it is complete.
    /// </summary>
    public static Evidence WithoutRules(Evidence evidence) => evidence.Flags.All(IsOfField)
        ? evidence
        : Evidence.From(evidence.Places, [.. evidence.Flags.Where(IsOfField)]);

    private static bool IsOfField(string flag) => flag.StartsWith('/');
}
