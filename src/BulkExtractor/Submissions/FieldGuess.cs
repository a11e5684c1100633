using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Schema;

namespace BulkExtractor.Submissions;

/// <summary>What a field most likely is, by the values that a few documents gave for it.</summary>
internal sealed class FieldGuess
{
    // Fewer values, or more different ones, may well be names that nobody has listed.
    private const int LeastOfEach = 3;
    private const int MostChoices = 8;
    private const int LongestChoice = 30;
    private const int MostExamples = 3;
    private const int LongestExample = 60;

    private static readonly FieldSchema Number = new() { Types = [FieldType.Number] };
    private static readonly FieldSchema Truth = new() { Types = [FieldType.Boolean] };

    private readonly AskedField _field;
    private readonly List<string> _values;

    /// <param name="values">What was said, without those that said nothing.</param>
    public FieldGuess(AskedField field, IEnumerable<string> values) =>
        (_field, _values) = (field, [.. values.Select(value => value.Trim()).Where(value => value.Length > 0)]);

    /// <summary>Its schema: it may be null, since not every document says everything.</summary>
    public JsonObject Schema()
    {
        var schema = new JsonObject { ["type"] = new JsonArray(TypeName, "null"), ["description"] = Description() };
        if (TypeName != "string") return schema;
        if (AreAll(IsDate)) schema["format"] = "date";
        else if (Choices() is { Count: > 0 } choices)
            schema["enum"] = new JsonArray([.. choices.Select(choice => JsonValue.Create(choice)), null]);
        return schema;
    }

    private string TypeName =>
        AreAll(IsNumber) ? AreAll(IsWhole) ? "integer" : "number"
        : AreAll(IsTruth) ? "boolean"
        : "string";

    private string Description()
    {
        var examples = _values.Where(value => value.Length <= LongestExample).Distinct().Take(MostExamples).ToList();
        return examples.Count == 0 ? _field.Words : $"{_field.Words}; for example {string.Join(" | ", examples)}";
    }

    // Each in the spelling that is met most.
    private List<string> Choices()
    {
        var same = _values.GroupBy(Folding.Fold).OrderByDescending(one => one.Count()).ToList();
        var few = same.Count is > 1 and <= MostChoices && _values.Count >= same.Count * LeastOfEach;
        return few && _values.TrueForAll(value => value.Length <= LongestChoice)
            ? [.. same.Select(one => one.CountBy(value => value).MaxBy(spelt => spelt.Value).Key)]
            : [];
    }

    private bool AreAll(Predicate<string> isSo) => _values.Count > 0 && _values.TrueForAll(isSo);

    // What begins with a zero is a code, and would lose it.
    private static bool IsNumber(string value) =>
        !(value.Length > 1 && value[0] == '0' && value.All(char.IsAsciiDigit))
        && NumberText.Read(value, Number, out _) is not null;

    private static bool IsWhole(string value) => !NumberText.Read(value, Number, out _)!.Contains('.');

    private static bool IsDate(string value) => Formats.Holds("date", value) || DateText.Read(value) is not null;

    private static bool IsTruth(string value) =>
        ScalarText.MeaningOf(Truth, JsonValue.Create(value)!)?.Value?.GetValueKind()
            is JsonValueKind.True or JsonValueKind.False;
}
