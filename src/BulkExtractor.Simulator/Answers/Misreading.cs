using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BulkExtractor.Simulator.Faults;

namespace BulkExtractor.Simulator.Answers;

/// <summary>
/// Lets models misread: what they say fits the schema and stands in the document, but is not what was meant.
/// </summary>
internal sealed partial class Misreading(IReadOnlyList<MisreadingModel> models)
{
    private readonly ConcurrentDictionary<string, int> _answers = new();

    /// <summary>Counts an answer of the model; whether it misreads this one.</summary>
    public bool Begins(string model) =>
        models.FirstOrDefault(one => one.Model == model) is { } misreading
        && _answers.AddOrUpdate(model, 1, (_, answers) => answers + 1) >= misreading.From;

    public static JsonObject Misread(string document, JsonObject fields, Field schema)
    {
        var words = Words().Matches(document).Select(word => word.Value).Distinct().ToList();
        var numbers = Numbers().Matches(document)
            .Select(number => decimal.Parse(number.Value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture))
            .Distinct()
            .ToList();
        return (JsonObject)Other(fields, schema)!;

        JsonNode? Other(JsonNode? value, Field? field) => value switch
        {
            JsonObject inner => new JsonObject(inner.Select(one => KeyValuePair.Create(
                one.Key, Other(one.Value, field?.Properties.FirstOrDefault(property => property.Name == one.Key))))),
            JsonArray items => new JsonArray([.. items.Select(item => Other(item, field?.Items))]),
            JsonValue text when text.GetValueKind() == JsonValueKind.String =>
                OtherText(text.GetValue<string>(), field),
            JsonValue number when number.GetValueKind() == JsonValueKind.Number => OtherNumber(number, field),
            _ => value?.DeepClone(),
        };

        JsonValue OtherText(string text, Field? field)
        {
            IEnumerable<string> others = field switch
            {
                { Enum.Count: > 0 } => field.Enum,
                { Format: not null } or { Pattern: not null } => [],
                _ => words,
            };
            return JsonValue.Create(others.FirstOrDefault(
                other => !text.Contains(other, StringComparison.OrdinalIgnoreCase)) ?? text);
        }

        JsonValue OtherNumber(JsonValue number, Field? field)
        {
            var said = decimal.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
            return JsonValue.Create(numbers
                .Where(other => other != said && other >= field?.Minimum && (field.Type != "integer" || other % 1 == 0))
                .DefaultIfEmpty(said)
                .First());
        }
    }

    [GeneratedRegex(@"\p{L}{4,}")]
    private static partial Regex Words();

    [GeneratedRegex(@"(?<![\d.,])\d{1,6}(\.\d{1,2})?(?![\d.,]*\d)")]
    private static partial Regex Numbers();
}
