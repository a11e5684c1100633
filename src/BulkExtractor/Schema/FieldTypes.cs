using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Schema;

/// <summary>The types of JSON Schema.</summary>
public enum FieldType
{
    /// <summary>Text.</summary>
    String,

    /// <summary>Any number.</summary>
    Number,

    /// <summary>A number without a fraction.</summary>
    Integer,

    /// <summary>True or false.</summary>
    Boolean,

    /// <summary>Named values.</summary>
    Object,

    /// <summary>A list.</summary>
    Array,

    /// <summary>No value.</summary>
    Null,
}

/// <summary>Which values are of a type.</summary>
internal static class FieldTypes
{
    /// <summary>Whether a value is of a type: 1.0 is an integer, too.</summary>
    public static bool Holds(FieldType type, JsonNode? value) =>
        (value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.Number => type == FieldType.Number
                || (type == FieldType.Integer
                    && ExactNumber.Parse(value!.ToJsonString()) is null or { IsInteger: true }),
            _ => type == Of(value),
        };

    /// <summary>The type of a value; of numbers always that of any number.</summary>
    public static FieldType Of(JsonNode? value) => (value?.GetValueKind() ?? JsonValueKind.Null) switch
    {
        JsonValueKind.String => FieldType.String,
        JsonValueKind.Number => FieldType.Number,
        JsonValueKind.True or JsonValueKind.False => FieldType.Boolean,
        JsonValueKind.Object => FieldType.Object,
        JsonValueKind.Array => FieldType.Array,
        _ => FieldType.Null,
    };

    /// <summary>The types of some values, each once; integers are the one type of numbers without fractions.</summary>
    public static IReadOnlyList<FieldType> All(IReadOnlyList<JsonNode?> values)
    {
        var integers = values.All(value => Of(value) != FieldType.Number || Holds(FieldType.Integer, value));
        return
        [
            .. values.Select(Of)
                .Select(type => type == FieldType.Number && integers ? FieldType.Integer : type)
                .Distinct(),
        ];
    }

    /// <summary>The types of which values of both are; empty where there is no restriction.</summary>
    public static IReadOnlyList<FieldType> Shared(IReadOnlyList<FieldType> one, IReadOnlyList<FieldType> other)
    {
        if (one.Count == 0) return other;
        if (other.Count == 0) return one;
        return
        [
            .. one.Where(type => other.Contains(type)
                || (type == FieldType.Integer && other.Contains(FieldType.Number))),
            .. other.Where(type => type == FieldType.Integer && one.Contains(FieldType.Number) && !one.Contains(type)),
        ];
    }
}
