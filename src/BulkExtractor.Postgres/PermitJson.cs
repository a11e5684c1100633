using System.Buffers;
using System.Text;
using System.Text.Json;
using BulkExtractor.Limits;

namespace BulkExtractor.Postgres;

/// <summary>Requests for permits as <c>bulk.take_permits</c> reads them.</summary>
internal static class PermitJson
{
    public static string Write(IReadOnlyList<PermitRequest> requests)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            foreach (var request in requests) Write(json, request);
            json.WriteEndArray();
        }

        return Encoding.UTF8.GetString(bytes.WrittenSpan);
    }

    private static void Write(Utf8JsonWriter json, PermitRequest request)
    {
        json.WriteStartObject();
        WriteArray(json, "scopes", [.. request.Scopes.Select(scope => scope.ToString())], json.WriteStringValue);
        json.WriteNumber("worker", request.Worker);
        json.WriteNumber("batch", request.BatchId);
        json.WriteString("account", request.Account);
        json.WriteString("model", request.Model);
        WriteArray(json, "chunks", request.Chunks, json.WriteNumberValue);
        WriteArray(json, "leases", request.LeaseTokens, json.WriteNumberValue);
        json.WriteNumber("tokens", request.Tokens);
        json.WriteNumber("cost", request.Cost);
        WriteArray(json, "weights", request.Weights, json.WriteNumberValue);
        json.WriteEndObject();
    }

    private static void WriteArray<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> values, Action<T> write)
    {
        json.WriteStartArray(name);
        foreach (var value in values) write(value);
        json.WriteEndArray();
    }
}
