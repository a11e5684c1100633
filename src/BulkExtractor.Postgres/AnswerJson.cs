using System.Text.Encodings.Web;
using System.Text.Json;
using BulkExtractor.Extraction;
using BulkExtractor.Extraction.Grounding;

namespace BulkExtractor.Postgres;

/// <summary>An answer as it is stored.</summary>
internal static class AnswerJson
{
    public static readonly JsonSerializerOptions Plain =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Fields(ChunkReading reading) => reading.Fields!.ToJsonString(Plain);

    public static string Repairs(ChunkReading reading) => JsonSerializer.Serialize(reading.Repairs, Plain);

    public static string Grounding(Evidence evidence) => EvidenceJson.Write(evidence.Places).ToJsonString(Plain);

    public static string Said(Evidence evidence) =>
        Extraction.Grounding.Said.Write(evidence.Said).ToJsonString(Plain);

    public static string Flags(Evidence evidence) => JsonSerializer.Serialize(evidence.Flags, Plain);
}
