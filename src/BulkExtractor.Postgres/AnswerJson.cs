using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Basics;
using BulkExtractor.Batches;

namespace BulkExtractor.Postgres;

/// <summary>An answer as it is stored.</summary>
internal static class AnswerJson
{
    public static string Fields(JsonObject fields) => fields.ToJsonString(PlainJson.Compact);

    public static string Repairs(IReadOnlyList<string> repairs) => JsonSerializer.Serialize(repairs, PlainJson.Compact);

    public static string Grounding(Evidence evidence) =>
        EvidenceJson.Write(evidence.Places).ToJsonString(PlainJson.Compact);

    public static string Said(Evidence evidence) =>
        Batches.CandidateValues.Write(evidence.Said).ToJsonString(PlainJson.Compact);

    public static string Flags(Evidence evidence) => JsonSerializer.Serialize(evidence.Flags, PlainJson.Compact);
}
