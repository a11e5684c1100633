using System.Globalization;
using System.Text.Json;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Wire;

/// <summary>Writes what <c>GET models</c> lists.</summary>
internal static class ModelListWriter
{
    public static ReadOnlyMemory<byte> Write(IReadOnlyList<SimulatedModel> models) => Json.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("object", "list");
        json.WriteStartArray("data");
        foreach (var model in models) WriteModel(json, model);
        json.WriteEndArray();
        json.WriteNumber("total_count", models.Count);
        json.WriteStartObject("links");
        json.WriteNull("next");
        json.WriteEndObject();
        json.WriteEndObject();
    });

    private static void WriteModel(Utf8JsonWriter json, SimulatedModel model)
    {
        json.WriteStartObject();
        json.WriteString("id", model.Id);
        json.WriteString("object", "model");
        json.WriteString("canonical_slug", model.DatedId);
        json.WriteString("name", model.Id);
        json.WriteNumber("context_length", model.Context);
        json.WriteString("expiration_date", model.Retires?.ToString("O", CultureInfo.InvariantCulture));
        WriteArchitecture(json, model);
        WritePricing(json, model);
        json.WriteStartObject("top_provider");
        json.WriteNumber("context_length", model.Context);
        json.WriteNumber("max_completion_tokens", model.MaxOutput);
        json.WriteBoolean("is_moderated", false);
        json.WriteEndObject();
        json.WriteNull("per_request_limits");
        WriteList(json, "supported_parameters", model.Parameters);
        json.WriteEndObject();
    }

    private static void WriteArchitecture(Utf8JsonWriter json, SimulatedModel model)
    {
        json.WriteStartObject("architecture");
        json.WriteString("modality", model.ReadsImages ? "text+image->text" : "text->text");
        WriteList(json, "input_modalities", model.ReadsImages ? ["text", "image"] : ["text"]);
        WriteList(json, "output_modalities", ["text"]);
        json.WriteEndObject();
    }

    // US dollars a token, as strings.
    private static void WritePricing(Utf8JsonWriter json, SimulatedModel model)
    {
        json.WriteStartObject("pricing");
        json.WriteString("prompt", PerToken(model.InputPrice));
        json.WriteString("completion", PerToken(model.OutputPrice));
        json.WriteString("request", "0");
        json.WriteString("image", "0");
        json.WriteEndObject();
    }

    private static string PerToken(decimal perMillion) =>
        (perMillion / 1_000_000).ToString("0.############", CultureInfo.InvariantCulture);

    private static void WriteList(Utf8JsonWriter json, string name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteStringValue(value);
        json.WriteEndArray();
    }
}
