using System.Text.Json;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>Finds what a provider does not take in a schema.</summary>
internal static class SchemaInspection
{
    /// <summary>What is wrong in words; null where nothing is.</summary>
    public static string? Find(JsonElement schema, SchemaRules rules) => Find(schema, rules, 1);

    private static string? Find(JsonElement schema, SchemaRules rules, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object) return null;
        if (depth > rules.MostDepth) return "the schema is nested too deeply";
        var forbidden = rules.Forbidden.FirstOrDefault(word => schema.TryGetProperty(word, out _));
        if (forbidden is not null) return $"'{forbidden}' is not permitted";
        var (found, properties) = (schema.TryGetProperty("properties", out var members), members);
        if (found && rules.Closed && !IsClosed(schema, properties))
            return "`additionalProperties: false` and `required` with every property must be set on every object";

        var inner = found && properties.ValueKind == JsonValueKind.Object
            ? properties.EnumerateObject().Select(member => member.Value)
            : [];
        if (schema.TryGetProperty("items", out var items)) inner = inner.Append(items);
        if (schema.TryGetProperty("anyOf", out var forms)) inner = inner.Concat(forms.EnumerateArray());
        if (schema.TryGetProperty("$defs", out var parts))
            inner = inner.Concat(parts.EnumerateObject().Select(part => part.Value));
        return inner.Select(part => Find(part, rules, depth + 1)).FirstOrDefault(fault => fault is not null);
    }

    private static bool IsClosed(JsonElement schema, JsonElement properties)
    {
        var closed = schema.TryGetProperty("additionalProperties", out var more)
            && more.ValueKind == JsonValueKind.False;
        var required = schema.TryGetProperty("required", out var list) && list.ValueKind == JsonValueKind.Array
            ? list.EnumerateArray().Select(name => name.GetString()).ToHashSet()
            : [];
        return closed && properties.EnumerateObject().All(member => required.Contains(member.Name));
    }
}
