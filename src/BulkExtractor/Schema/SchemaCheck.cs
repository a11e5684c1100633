using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>What is wrong with a value, and where.</summary>
/// <param name="Pointer">A JSON pointer; empty for the whole value.</param>
public sealed record SchemaProblem(string Pointer, string Message)
{
    /// <inheritdoc/>
    public override string ToString() => Pointer.Length == 0 ? Message : $"{Pointer}: {Message}";
}

/// <summary>Checks values by the keywords of <see cref="FieldSchema"/>, as draft 2020-12 defines them.</summary>
public static class SchemaCheck
{
    private const int MaxProblems = 100;

    /// <summary>The problems of a value, as many as anybody reads; none if it is valid.</summary>
    public static IReadOnlyList<SchemaProblem> Check(FieldSchema schema, JsonNode? value) =>
        [.. Check(schema, value, "").Take(MaxProblems)];

    private static IEnumerable<SchemaProblem> Check(FieldSchema schema, JsonNode? value, string pointer)
    {
        if (schema.Types.Count > 0 && !schema.Types.Any(type => IsOfType(value, type)))
        {
            var expected = string.Join(" or ", schema.Types.Select(t => t.ToString().ToLowerInvariant()));
            return [new(pointer, $"expected {expected}, found {Excerpt.Cut(value)}")];
        }

        var own = OwnProblems(schema, value).Select(message => new SchemaProblem(pointer, message));
        return own.Concat(InnerProblems(schema, value, pointer));
    }

    private static IEnumerable<string> OwnProblems(FieldSchema schema, JsonNode? value)
    {
        if (schema.Enum.Count > 0 && !IsOneOf(schema, value)) yield return $"{Excerpt.Cut(value)} is not allowed";

        var problems = value switch
        {
            JsonObject fields => ObjectCheck(schema, fields),
            JsonArray items => ArrayCheck(schema, items),
            _ => value?.GetValueKind() switch
            {
                JsonValueKind.String => StringCheck.Problems(schema, value.GetValue<string>()),
                JsonValueKind.Number => NumberCheck.Problems(schema, value.ToJsonString()),
                _ => [],
            },
        };
        foreach (var problem in problems) yield return problem;
    }

    private static IEnumerable<SchemaProblem> InnerProblems(FieldSchema schema, JsonNode? value, string pointer) =>
        value switch
        {
            JsonObject fields => schema.Properties
                .Where(property => fields.ContainsKey(property.Name))
                .SelectMany(property => Check(
                    property.Schema, fields[property.Name], $"{pointer}/{Escape(property.Name)}")),
            JsonArray items when schema.Items is { } each =>
                items.SelectMany((item, i) => Check(each, item, $"{pointer}/{i}")),
            _ => [],
        };

    private static IEnumerable<string> ObjectCheck(FieldSchema schema, JsonObject fields)
    {
        foreach (var name in schema.Required.Where(name => !fields.ContainsKey(name)))
            yield return $"\"{name}\" is missing";
        if (schema.AdditionalProperties) yield break;

        foreach (var (name, _) in fields.Where(f => !schema.Properties.Any(p => p.Name == f.Key)))
            yield return $"{Excerpt.Cut(name)} is not allowed";
    }

    private static IEnumerable<string> ArrayCheck(FieldSchema schema, JsonArray items)
    {
        if (items.Count < schema.MinItems) yield return $"{items.Count} items are too few";
        if (items.Count > schema.MaxItems) yield return $"{items.Count} items are too many";
        if (schema.UniqueItems && items.Select(CanonicalJson.Write).Distinct().Count() < items.Count)
            yield return "items repeat";
    }

    private static bool IsOneOf(FieldSchema schema, JsonNode? value)
    {
        var found = CanonicalJson.Write(value);
        return schema.Enum.Any(allowed => CanonicalJson.Write(allowed) == found);
    }

    private static bool IsOfType(JsonNode? value, FieldType type) =>
        (value?.GetValueKind() ?? JsonValueKind.Null) switch
        {
            JsonValueKind.Null => type == FieldType.Null,
            JsonValueKind.String => type == FieldType.String,
            JsonValueKind.True or JsonValueKind.False => type == FieldType.Boolean,
            JsonValueKind.Object => type == FieldType.Object,
            JsonValueKind.Array => type == FieldType.Array,
            JsonValueKind.Number => type == FieldType.Number
                || (type == FieldType.Integer
                    && ExactNumber.Parse(value!.ToJsonString()) is null or { IsInteger: true }),
            _ => false,
        };

    /// <summary>A property's name as part of a JSON pointer.</summary>
    internal static string Escape(string name) =>
        name.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);
}
