using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.IntegrationTests.Filters;

/// <summary>A document that filters are asked of, and what plain C# says of it: null where nobody can know.</summary>
internal sealed record FilteredDocument(string Key, string State)
{
    public JsonObject? Fields { get; init; }

    public string? Model { get; init; }

    public double? Confidence { get; init; }

    /// <summary>What stands at a place; null where nothing does.</summary>
    public JsonNode? At(string[] path)
    {
        JsonNode? node = Fields;
        foreach (var step in path)
        {
            node = node switch
            {
                JsonObject members => members[step],
                JsonArray items when int.TryParse(step, out var place) && place < items.Count => items[place],
                _ => null,
            };
        }

        return node;
    }

    public static bool? Compare(JsonNode? found, JsonNode given, string sign)
    {
        if (Order(found, given) is not { } order) return null;
        return sign switch
        {
            "=" => order == 0,
            "!=" => order != 0,
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    public static bool? Contains(JsonNode? found, JsonNode given) => found switch
    {
        JsonArray items => items.Any(item => Order(item, given) == 0),
        JsonValue when Text(found) is { } text && Text(given) is { } part =>
            text.Contains(part, StringComparison.Ordinal),
        _ => null,
    };

    // Values of different kinds have none. Texts are ordered by their code points, as UTF-8 is.
    private static int? Order(JsonNode? found, JsonNode given) => (found?.GetValueKind(), given.GetValueKind()) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Number(found!).CompareTo(Number(given)),
        (JsonValueKind.String, JsonValueKind.String) =>
            Encoding.UTF8.GetBytes(Text(found)!).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(Text(given)!)),
        (JsonValueKind.True or JsonValueKind.False, JsonValueKind.True or JsonValueKind.False) =>
            found!.GetValue<bool>().CompareTo(given.GetValue<bool>()),
        _ => null,
    };

    private static decimal Number(JsonNode number) =>
        decimal.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static string? Text(JsonNode? value) =>
        value?.GetValueKind() is JsonValueKind.String ? value.GetValue<string>() : null;
}
