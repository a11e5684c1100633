using System.Text;
using System.Text.Json;

namespace BulkExtractor.Calls;

/// <summary>The JSON values in the body of a success: mostly one, but some stream though nobody asked.</summary>
internal static class CompletionBody
{
    private static readonly byte[][] EventFields =
        ["event:"u8.ToArray(), "id:"u8.ToArray(), "retry:"u8.ToArray(), ":"u8.ToArray(), "[DONE]"u8.ToArray()];

    /// <summary>The values in their order, those of a list one by one.</summary>
    /// <exception cref="JsonException">Something else stands there, or a value is not whole.</exception>
    public static IReadOnlyList<JsonElement> Read(string body)
    {
        var values = new List<JsonElement>();
        ReadOnlySpan<byte> rest = Encoding.UTF8.GetBytes(JsonEscapes.Clean(body));
        while (!(rest = AfterFrame(rest)).IsEmpty)
        {
            var reader = new Utf8JsonReader(rest);
            using var value = JsonDocument.ParseValue(ref reader);
            var root = value.RootElement.Clone();
            values.AddRange(root.ValueKind == JsonValueKind.Array ? root.EnumerateArray() : [root]);
            rest = rest[(int)reader.BytesConsumed..];
        }

        return values;
    }

    // Blanks, the comments and fields of server-sent events, and their end.
    private static ReadOnlySpan<byte> AfterFrame(ReadOnlySpan<byte> rest)
    {
        while (true)
        {
            rest = rest.TrimStart(" \t\r\n"u8);
            if (rest.StartsWith("data:"u8)) rest = rest["data:"u8.Length..];
            else if (BeginsEventField(rest)) rest = AfterLine(rest);
            else return rest;
        }
    }

    private static bool BeginsEventField(ReadOnlySpan<byte> rest)
    {
        foreach (var field in EventFields)
        {
            if (rest.StartsWith(field)) return true;
        }

        return false;
    }

    private static ReadOnlySpan<byte> AfterLine(ReadOnlySpan<byte> rest) =>
        rest.IndexOf((byte)'\n') is var end and >= 0 ? rest[(end + 1)..] : [];
}
