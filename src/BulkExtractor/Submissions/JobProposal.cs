using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.Submissions;

/// <summary>A schema for what was asked for, made of what a few documents said of it.</summary>
/// <param name="Schema">As JSON, to be read by people.</param>
/// <param name="Rows">How many documents were tried.</param>
public sealed record JobProposal(string Schema, int Rows)
{
    private const int MostExamples = 2;

    /// <summary>The fields with what the trial gave for each.</summary>
    public IReadOnlyList<ProposedField> Fields { get; private init; } = [];

    /// <summary>The documents that say the most of it, as few-shot examples; not more than two.</summary>
    public IReadOnlyList<Example> Examples { get; private init; } = [];

    /// <summary>What follows from the answers about some documents.</summary>
    /// <param name="answers">By document; null where there was none.</param>
    public static JobProposal Create(
        IReadOnlyList<AskedField> asked, IReadOnlyList<(string Document, ExtractedAnswer? Answer)> answers)
    {
        var schema = ObjectSchema.Write(asked.Select(field =>
            (field.Name, new FieldGuess(field, SaidOf(field, answers)).Schema())));
        var fields = SchemaReader.Read("--ask", schema);
        var tried = answers.Select(one => new Tried(one.Document, Read(fields, one.Answer), one.Answer)).ToList();
        return new JobProposal(schema, answers.Count)
        {
            Fields =
            [
                .. fields.Properties.Select(field => ProposedField.Create(field, tried.Select(one => one.Fields))),
            ],
            Examples =
            [
                .. tried.Where(one => one.Filled > 0 && SchemaCheck.Fits(fields, one.Fields))
                    .OrderBy(one => one.Doubts)
                    .ThenByDescending(one => one.Filled)
                    .Take(MostExamples)
                    .Select(one => new Example(one.Document, one.Fields)),
            ],
        };
    }

    private static IEnumerable<string> SaidOf(
        AskedField field, IEnumerable<(string Document, ExtractedAnswer? Answer)> answers) =>
        answers.Select(one => one.Answer?.Fields[field.Name]).OfType<JsonValue>().Select(value => $"{value}");

    private static JsonObject Read(FieldSchema fields, ExtractedAnswer? answer)
    {
        var read = (JsonObject)new FieldReader().Read(fields, answer?.Fields ?? [])!;
        foreach (var property in fields.Properties) read.TryAdd(property.Name, null);
        return read;
    }

    private sealed record Tried(string Document, JsonObject Fields, ExtractedAnswer? Answer)
    {
        public int Filled => Fields.Count(one => one.Value is not null);

        public int Doubts => Answer?.Evidence.Flags.Count ?? 0;
    }
}

/// <summary>A field of a proposal.</summary>
/// <param name="Type">What it is, for people: <c>number</c>, <c>date</c>, <c>one of: a, b</c>.</param>
/// <param name="Filled">In how many of the documents that were tried it was found.</param>
/// <param name="Values">Some of what was found.</param>
public sealed record ProposedField(string Name, string Type, int Filled, IReadOnlyList<string> Values)
{
    private const int MostValues = 3;

    internal static ProposedField Create(FieldProperty property, IEnumerable<JsonObject> tried)
    {
        List<string> values =
        [
            .. tried.Select(fields => fields[property.Name]).OfType<JsonValue>().Select(value => $"{value}"),
        ];
        return new(property.Name, TypeOf(property.Schema), values.Count, [.. values.Distinct().Take(MostValues)]);
    }

    private static string TypeOf(FieldSchema schema) =>
        schema.Enum.Count > 0 ? $"one of: {string.Join(", ", schema.Enum.OfType<JsonValue>())}"
        : schema.Format ?? $"{schema.Types[0]}".ToLowerInvariant();
}
