using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Extraction.Grounding;
using BulkExtractor.Jobs;
using BulkExtractor.Packing;

namespace BulkExtractor.Extraction;

/// <summary>Checks what fits the schema: is it in its own document, and do the fields agree with each other?</summary>
internal sealed class PackCheck(Pack pack)
{
    private readonly List<(LeasedChunk Chunk, SourceText Text)> _documents =
        [.. pack.Chunks.Select(packed => (packed.Chunk, new SourceText(packed.Chunk.Text)))];

    /// <summary>The reading with its evidence, or why it is refused.</summary>
    public ChunkReading Check(ChunkReading reading, JsonObject? quotes)
    {
        var (definition, fields) = (pack.Definition, reading.Fields!);
        if (definition.Ground)
        {
            var own = _documents.First(document => ReferenceEquals(document.Chunk, reading.Chunk)).Text;
            var values = Grounder.Ground(definition.Fields, fields, quotes, own);
            if (Refusal(definition, reading.Chunk, values) is { } refusal)
                return reading.Refuse(refusal.Fault, refusal.Problem);
            var evidence = Evidence.Of(values).After(reading.Chunk.Offset, reading.Chunk.CodePointOffset);
            reading = reading with { Evidence = evidence };
        }

        return CheckRules(reading.Completed(), definition);
    }

    private (AnswerFault Fault, string Problem)? Refusal(
        Definition definition, LeasedChunk own, IReadOnlyList<GroundedValue> values)
    {
        if (values.All(value => value.IsGrounded)) return null;
        foreach (var (chunk, text) in _documents)
        {
            if (!AreOfOneDocument(chunk, own) && Mixing.Find(values, text) is { } mixed)
                return (AnswerFault.Mixed, $"{mixed} is not in the document, but in another one of the request");
        }

        foreach (var example in ExampleTexts.Of(definition))
        {
            if (Mixing.Find(values, example) is { } leaked)
                return (AnswerFault.Leaked, $"{leaked} is not in the document, but in an example");
        }

        return definition.Strict && values.FirstOrDefault(value => value is { Doubt: not null, IsChosen: false })
            is { } doubtful
                ? (AnswerFault.Ungrounded, $"{doubtful.Pointer}: {Excerpt.Of(doubtful.Value)} is {doubtful.Doubt}")
                : null;
    }

    // The slices of one document are no strangers to each other.
    private static bool AreOfOneDocument(LeasedChunk left, LeasedChunk right) =>
        left.BatchId == right.BatchId && left.DocumentNo == right.DocumentNo;

    // A model that was told of a rule and breaks it again insists on what it read: that is kept, and flagged.
    private static ChunkReading CheckRules(ChunkReading reading, Definition definition)
    {
        var broken = definition.Rules.Where(rule => rule.IsBrokenBy(reading.Fields!)).ToList();
        if (broken.Count == 0) return reading;

        var told = RuleProblem.All(definition.Rules, reading.Fields!);
        var untold = broken.Any(rule => reading.Chunk.Hint?.Contains(rule.Text, StringComparison.Ordinal) != true);
        return untold
            ? reading.Refuse(AnswerFault.RuleBroken, string.Join("; ", told))
            : reading with { Evidence = reading.Evidence.Breaking(told) };
    }
}
