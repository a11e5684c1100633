using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers.Grounding;
using BulkExtractor.Batches;

namespace BulkExtractor.Postgres;

/// <summary>An answer as it is stored.</summary>
internal static class AnswerJson
{
    private static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Fields(JsonObject fields) => fields.ToJsonString(Plain);

    public static string Repairs(IReadOnlyList<string> repairs) => JsonSerializer.Serialize(repairs, Plain);

    public static string Grounding(Evidence evidence) => EvidenceJson.Write(evidence.Places).ToJsonString(Plain);

    public static string Said(Evidence evidence) =>
        Batches.CandidateValues.Write(evidence.Said).ToJsonString(Plain);

    public static string Flags(Evidence evidence) => JsonSerializer.Serialize(evidence.Flags, Plain);
}
