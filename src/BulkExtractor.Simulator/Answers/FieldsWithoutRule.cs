using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>The fields of a schema that no rule is about: they are read only where a text itself labels them.</summary>
public static class FieldsWithoutRule
{
    private static readonly HashSet<string> KnownFormats =
        ["date", "date-time", "time", "email", "uri", "uuid"];

    /// <summary>Their names, an inner one behind that of its object: <c>address.floor</c>.</summary>
    public static IReadOnlyList<string> Find(JsonObject schema) => [.. Find(Field.Read(schema), "")];

    private static IEnumerable<string> Find(Field parent, string path) =>
        parent.Properties.SelectMany(field => field.Properties.Count > 0
            ? Find(field, $"{path}{field.Name}.")
            : IsKnown(field) ? [] : [$"{path}{field.Name}"]);

    private static bool IsKnown(Field field) =>
        field.Concept is not null || field.Enum.Count > 0 || field.Type is "boolean"
        || field is { Format: { } format, Type: "string" } && KnownFormats.Contains(format)
        || field is { Pattern: not null, Type: "string" }
        || (field.Items is { } items && (items.Properties.Count > 0 || IsKnown(items)));
}
