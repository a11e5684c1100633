using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Checks what fits the schema: is it in its own document, and do the fields agree with each other?</summary>
/// <param name="quotes">By id, the words that the model quoted.</param>
internal sealed class PackCheck(Pack pack, IReadOnlyDictionary<string, JsonObject> quotes)
{
    private readonly SourceText[] _documents = [.. pack.Chunks.Select(packed => new SourceText(packed.Chunk.Text))];

    /// <summary>The readings in the pack's order with their evidence, or why they are refused.</summary>
    public IReadOnlyList<ChunkReading> Check(IReadOnlyList<ChunkReading> readings)
    {
        var values = readings.Select(Ground).ToList();
        var labels = Labels(values);
        return
        [
            .. readings.Select((reading, i) =>
                values[i] is { } grounded ? Judge(reading, i, grounded, labels) : reading),
        ];
    }

    private IReadOnlyList<GroundedValue>? Ground(ChunkReading reading, int place)
    {
        if (reading.Fields is not { } fields) return null;
        if (!pack.Definition.Ground) return [];
        var said = quotes.GetValueOrDefault(pack.Chunks[place].Id);
        var values = Grounder.Ground(pack.Definition.Fields, fields, said, _documents[place]);
        if (!reading.Chunk.HasPicture) return values;
        if (reading.Chunk.Seen is not { } seen) return [.. values.Select(value => value.OrSeen())];
        var there = Grounder.Ground(pack.Definition.Fields, fields, said, new SourceText(seen));
        return [.. values.Zip(there, (value, other) => value.OrSeen(seen, other))];
    }

    // What several answers say though none of their documents does is a label that the job asks for, not a mix-up.
    private static HashSet<string> Labels(IEnumerable<IReadOnlyList<GroundedValue>?> values) =>
    [
        .. values.OfType<IReadOnlyList<GroundedValue>>()
            .SelectMany(answer => answer.Where(IsText).Select(value => value.Value.GetValue<string>()).Distinct())
            .CountBy(text => text)
            .Where(text => text.Value > 1)
            .Select(text => text.Key),
    ];

    private static bool IsText(GroundedValue value) =>
        value.MayBeForeign && value.Value.GetValueKind() == JsonValueKind.String;

    private ChunkReading Judge(
        ChunkReading reading, int place, IReadOnlyList<GroundedValue> values, HashSet<string> labels)
    {
        if (Refusal(place, values, labels) is { } refusal) return reading.Refuse(refusal.Fault, refusal.Problem);
        if (pack.Definition.Ground)
        {
            var evidence = GroundedValue.Weigh(values).After(reading.Chunk.Offset, reading.Chunk.CodePointOffset);
            // A sentinel tells what a confidence is worth, so it keeps the one that was guessed.
            if (pack.Chunks[place].Sentinel is null) evidence = evidence.Calibrated(pack.Calibrations);
            reading = reading with { Evidence = evidence };
        }

        reading = reading with { Evidence = reading.Evidence.Doubting(reading.Doubts) };

        // A second opinion is wanted as it is: where the opinions together break a rule, the result says so.
        return reading.Chunk.Question.HasEarlierAnswer ? reading.Completed() : CheckRules(reading.Completed());
    }

    private (AnswerFault Fault, string Problem)? Refusal(
        int place, IReadOnlyList<GroundedValue> values, HashSet<string> labels)
    {
        if (values.All(value => value.IsGrounded)) return null;
        List<GroundedValue> strange =
        [
            .. values.Where(value => !IsText(value) || !labels.Contains(value.Value.GetValue<string>())),
        ];
        for (var other = 0; other < _documents.Length; other++)
        {
            if (!AreOfOneDocument(place, other) && CrossDocumentLeak.Find(strange, _documents[other]) is { } mixed)
                return (AnswerFault.Mixed, $"{mixed} is not in the document, but in another one of the request");
        }

        foreach (var example in ExampleTexts.Create(pack.Definition))
        {
            if (CrossDocumentLeak.Find(values, example) is { } leaked)
                return (AnswerFault.Leaked, $"{leaked} is not in the document, but in an example");
        }

        return pack.Definition.Strict ? StrictRefusal(values) : null;
    }

    private static (AnswerFault Fault, string Problem)? StrictRefusal(IReadOnlyList<GroundedValue> values) =>
        values.FirstOrDefault(value => value is { Doubt: not null, IsChosen: false }) is { } doubtful
            ? (AnswerFault.Ungrounded, $"{doubtful.Pointer}: {Excerpt.Cut(doubtful.Value)}: {doubtful.Doubt}")
            : null;

    // The slices of one document are no strangers to each other.
    private bool AreOfOneDocument(int left, int right)
    {
        LeasedChunk one = pack.Chunks[left].Chunk, other = pack.Chunks[right].Chunk;
        return one.BatchId == other.BatchId && one.DocumentNo == other.DocumentNo;
    }

    // A model that was told of a rule and breaks it again insists on what it read: that is kept, and flagged.
    private ChunkReading CheckRules(ChunkReading reading)
    {
        var broken = pack.Definition.Rules.Where(rule => rule.IsBrokenBy(reading.Fields!)).ToList();
        if (broken.Count == 0) return reading;

        var told = RuleProblem.All(pack.Definition.Rules, reading.Fields!);
        var untold = broken.Any(rule => reading.Chunk.Hint?.Contains(rule.Text, StringComparison.Ordinal) != true);
        return untold
            ? reading.Refuse(AnswerFault.RuleBroken, string.Join("; ", told))
            : reading with { Evidence = reading.Evidence.Breaking(told) };
    }
}
