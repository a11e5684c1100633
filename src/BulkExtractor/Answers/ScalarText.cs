using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>What a single value means where it does not stand as the schema wants it.</summary>
/// <param name="Told">How the change is told.</param>
internal sealed record Meaning(JsonNode? Value, string Told)
{
    public static Meaning Of(JsonNode? value, string remark = "") => new(value, Excerpt.Cut(value) + remark);
}

/// <summary>Reads texts, numbers and truth values as another type, where one meaning is clear.</summary>
internal static class ScalarText
{
    private static readonly string[] Yes = ["TRUE", "YES", "1", "JA", "OUI", "SI", "SIM", "TAK"];
    private static readonly string[] No = ["FALSE", "NO", "0", "NEIN", "NON", "NAO", "NEE", "NIE"];

    /// <summary>The value that was meant; null if it stays as it is.</summary>
    public static Meaning? MeaningOf(FieldSchema schema, JsonValue value)
    {
        if (schema.Enum.Count > 0 && IsOneOf(schema, value)) return null;

        var kind = value.GetValueKind();
        var text = kind == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString();
        if (EnumValue(schema, text) is { } allowed) return Meaning.Of(allowed);

        return kind switch
        {
            JsonValueKind.String => OfString(schema, text),
            JsonValueKind.Number => OfNumber(schema, text),
            _ => null,
        };
    }

    private static Meaning? OfString(FieldSchema schema, string text)
    {
        var wantsText = schema.Types.Count == 0 || schema.Types.Contains(FieldType.String);
        if (NothingWords.IsPlain(text) && (schema.Types.Contains(FieldType.Null) || !wantsText))
            return Meaning.Of(null);
        if (wantsText) return OfText(schema, text);

        var wantsNumber = schema.Types.Any(t => t is FieldType.Number or FieldType.Integer);
        if (wantsNumber && NumberText.Read(text, schema, out var ambiguous) is { } number)
            return Meaning.Of(JsonNode.Parse(number), ambiguous ? " (ambiguous)" : "");

        return OfTruth(schema, Folding.Fold(text));
    }

    private static Meaning? OfText(FieldSchema schema, string text)
    {
        var trimmed = text.Trim();
        var meant = schema.Format switch
        {
            "date" when !Formats.Holds("date", trimmed) => DateText.Read(trimmed) ?? trimmed,
            "date-time" when trimmed.Length > 10 && trimmed[10] == ' ' => $"{trimmed[..10]}T{trimmed[11..]}",
            _ => trimmed,
        };
        return meant == text ? null : Meaning.Of(JsonValue.Create(meant));
    }

    private static Meaning? OfNumber(FieldSchema schema, string text)
    {
        if (schema.Types.Count == 0 || schema.Types.Any(t => t is FieldType.Number or FieldType.Integer)) return null;

        return schema.Types.Contains(FieldType.String) ? Meaning.Of(JsonValue.Create(text)) : OfTruth(schema, text);
    }

    private static Meaning? OfTruth(FieldSchema schema, string folded)
    {
        if (!schema.Types.Contains(FieldType.Boolean)) return null;
        if (Yes.Contains(folded)) return Meaning.Of(JsonValue.Create(true));

        return No.Contains(folded) ? Meaning.Of(JsonValue.Create(false)) : null;
    }

    // Two allowed values that differ in case or accents only cannot be told apart this way.
    private static JsonNode? EnumValue(FieldSchema schema, string text)
    {
        var folded = Folding.Fold(text);
        JsonNode[] alike = [.. schema.Enum
            .OfType<JsonValue>()
            .Where(v => v.GetValueKind() == JsonValueKind.String && Folding.Fold(v.GetValue<string>()) == folded)];
        return alike.Length == 1 ? alike[0].DeepClone() : null;
    }

    private static bool IsOneOf(FieldSchema schema, JsonValue value)
    {
        var found = CanonicalJson.Write(value);
        return schema.Enum.Any(allowed => CanonicalJson.Write(allowed) == found);
    }
}
