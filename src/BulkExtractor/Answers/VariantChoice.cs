using System.Text.Json.Nodes;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Which of several shapes a value can have been meant to have.</summary>
internal static class VariantChoice
{
    /// <summary>The shapes of the value's kind whose fixed values it does not contradict; all, if none is.</summary>
    public static IReadOnlyList<FieldSchema> Candidates(FieldSchema schema, JsonNode value)
    {
        List<FieldSchema> kind = [.. schema.Variants.Where(form => IsOfKind(form, value))];
        if (value is JsonObject fields)
        {
            List<FieldSchema> fitting = [.. kind.Where(form => !Contradicts(form, fields))];
            if (fitting.Count > 0) return fitting;
        }

        return kind.Count > 0 ? kind : schema.Variants;
    }

    private static bool IsOfKind(FieldSchema form, JsonNode value)
    {
        if (form.Types.Count == 0) return true;
        return value switch
        {
            JsonObject => form.Types.Contains(FieldType.Object),
            JsonArray => form.Types.Contains(FieldType.Array),
            _ => form.Types.Any(type => type is not (FieldType.Object or FieldType.Array or FieldType.Null)),
        };
    }

    // {"kind":"cat"} where the shape says that kind is "dog".
    private static bool Contradicts(FieldSchema form, JsonObject fields) => form.Properties.Any(property =>
        property.Schema.IsConstant
        && fields[property.Name] is JsonValue said
        && Folding.Fold($"{said}") != Folding.Fold($"{property.Schema.Enum[0]}"));
}
