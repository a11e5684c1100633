using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Jobs.Rules;
using BulkExtractor.Recording;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Recording;

/// <summary>Chunks with their answers, and the terms of a job that asks for a total, a net amount and items.</summary>
internal static class Chunks
{
    private static readonly FieldSchema Fields = Some.Object(
        ("total", Some.Number),
        ("net", Some.Number),
        ("items", new FieldSchema { Types = [FieldType.Array], Items = Some.Text }));

    private static readonly Definition Job =
        Some.Definition(Fields) with { Rules = [Rule.Parse("total >= net", Fields)] };

    public static OutcomeTerms Terms(int votes = 1, bool everywhere = false, int passes = 1) =>
        new(Job, new VotingOptions { Votes = votes, Everywhere = everywhere, Passes = passes });

    /// <summary>A chunk whose latest question is answered, or dropped.</summary>
    public static AskedChunk Answered(params Vote[] answers) =>
        new(1, new Question { No = answers[^1].QuestionNo }, ChunkState.Answered) { Answers = answers };

    public static AskedChunk Open() => new(8, Question.AllFields, ChunkState.Open);

    public static AskedChunk Failed(string problem) =>
        new(9, Question.AllFields, ChunkState.Failed) { Problem = problem };

    /// <summary>What a model says; every value stands in the document but a doubtful one.</summary>
    public static Vote Said(string model, string fields, int questionNo = 0, string doubtful = "")
    {
        var said = JsonNode.Parse(fields)!.AsObject();
        var places = said.SelectMany(Leaves).ToDictionary(
            pointer => pointer,
            pointer => pointer == $"/{doubtful}"
                ? new SourceSpan(0, 0, MatchKind.None) { Confidence = 0.25 }
                : new SourceSpan(0, 1, MatchKind.Picture) { Confidence = 0.97 });
        string[] flags = doubtful.Length == 0 ? [] : [$"/{doubtful}: not in the document"];
        return new Vote($"key {model}", model, said, Evidence.From(places, flags))
        {
            QuestionNo = questionNo,
            AttemptId = 100 + questionNo,
        };
    }

    /// <summary>What a model says to a question for further items.</summary>
    public static Vote Further(string model, int questionNo, string items) =>
        Said(model, $$"""{"items":{{items}}}""", questionNo) with
        {
            IsForFurtherItems = true,
            AskedFields = ["items"],
        };

    public static string? ValueOf(DocumentOutcome outcome, string field) =>
        Assert.IsType<Extracted>(outcome).Answer.Fields[field]?.ToJsonString();

    private static IEnumerable<string> Leaves(KeyValuePair<string, JsonNode?> field) => field.Value is JsonArray items
        ? items.Select((_, place) => $"/{field.Key}/{place}")
        : [$"/{field.Key}"];
}
