using System.Text.Json;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Simulator.Wire;

/// <summary>Writes a refusal as the provider's error envelope.</summary>
internal static class ErrorWriter
{
    private const string User = "user_simulated";

    public static Reply Write(ErrorReply refusal)
    {
        if (refusal.Told is { } told) return told;
        var body = Json.Write(json =>
        {
            json.WriteStartObject();
            json.WritePropertyName("error");
            WriteError(json, refusal);
            json.WriteString("user_id", User);
            json.WriteEndObject();
        });
        return new Reply(refusal.Status, body) { Headers = [.. HeadersOf(refusal)] };
    }

    public static void WriteError(Utf8JsonWriter json, ErrorReply refusal)
    {
        json.WriteStartObject();
        json.WriteString("message", refusal.Message);
        if (refusal.CodeAsString) json.WriteString("code", $"{refusal.Status}");
        else json.WriteNumber("code", refusal.Status);
        WriteMetadata(json, refusal);
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, ErrorReply refusal)
    {
        if (refusal is { LimitSource: null, Raw: null, ProviderName: null, FailedRoutingStep: null }) return;
        json.WriteStartObject("metadata");
        if (refusal is { RateLimit: { } limit, Placement: HeaderPlacement.Both or HeaderPlacement.Body })
        {
            json.WriteStartObject("headers");
            foreach (var header in limit.Named) json.WriteString(header.Key, header.Value);
            json.WriteEndObject();
        }

        WriteText(json, "raw", refusal.Raw);
        json.WriteString("provider_name", refusal.ProviderName);
        if (refusal.ProviderName is not null) json.WriteBoolean("is_byok", false);
        WriteText(json, "limit_source", refusal.LimitSource);
        WriteText(json, "remedy_hint", refusal.RemedyHint);
        WriteText(json, "failed_routing_step", refusal.FailedRoutingStep);
        json.WriteEndObject();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null) json.WriteString(name, text);
    }

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(ErrorReply refusal)
    {
        if (refusal is { RateLimit: { } limit, Placement: HeaderPlacement.Both })
        {
            foreach (var header in limit.Named) yield return header;
        }

        if (refusal.RetryAfterSeconds is { } seconds) yield return new("Retry-After", $"{seconds}");
    }
}
