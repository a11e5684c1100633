using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Schema;

/// <summary>Writes equal JSON values alike: properties sorted, 1.0 as 1.</summary>
internal static class CanonicalJson
{
    /// <summary>A text that is the same for two values if and only if they are equal.</summary>
    public static string Write(JsonNode? value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? value)
    {
        switch (value)
        {
            case JsonObject fields:
                WriteAll(text, '{', fields.OrderBy(f => f.Key, StringComparer.Ordinal), field =>
                {
                    text.Append(JsonSerializer.Serialize(field.Key)).Append(':');
                    Write(text, field.Value);
                });
                break;
            case JsonArray items:
                WriteAll(text, '[', items, item => Write(text, item));
                break;
            case { } number when number.GetValueKind() == JsonValueKind.Number:
                text.Append(ExactNumber.Parse(number.ToJsonString())?.ToString() ?? number.ToJsonString());
                break;
            case { } words when words.GetValueKind() == JsonValueKind.String:
                text.Append(JsonSerializer.Serialize(words.GetValue<string>()));
                break;
            default:
                text.Append(value?.ToJsonString() ?? "null");
                break;
        }
    }

    private static void WriteAll<T>(StringBuilder text, char open, IEnumerable<T> items, Action<T> write)
    {
        text.Append(open);
        foreach (var item in items)
        {
            write(item);
            text.Append(',');
        }

        text.Append(open == '{' ? '}' : ']');
    }
}
