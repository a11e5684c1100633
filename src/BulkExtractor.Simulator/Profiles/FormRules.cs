using System.Text.Json;

namespace BulkExtractor.Simulator.Profiles;

/// <summary>Whether a model takes the form of a request: its system turn, and the shape that it asks for.</summary>
internal static class FormRules
{
    public static ProfileRefusal? Find(JsonElement root, ProfileModel model, ParameterRules rules)
    {
        if (!model.TakesSystem && Roles(root).Any(role => role is "system" or "developer"))
            return new(RefusalKind.RefusedSystem) { Model = model.Id };
        if (Kind(root) is not { } kind) return null;
        if (!model.Forms.Contains(kind)) return new(RefusalKind.RefusedForm) { Model = model.Id, Subject = kind };
        if (kind == "json_object" && rules.WantsJsonWord
            && !root.GetProperty("messages").GetRawText().Contains("json", StringComparison.OrdinalIgnoreCase))
            return new(RefusalKind.NoJsonWord) { Model = model.Id };
        return model.Schema is { } strict && StrictSchema(root) is { } schema
            && SchemaInspection.Find(schema, strict) is { } fault
            ? new(RefusalKind.RefusedSchema) { Model = model.Id, Subject = fault }
            : null;
    }

    /// <summary>The kind of answer that is asked for; null where none is.</summary>
    public static string? Kind(JsonElement root) =>
        root.TryGetProperty("response_format", out var format) && format.ValueKind == JsonValueKind.Object
        && format.TryGetProperty("type", out var type) && type.ValueKind == JsonValueKind.String
            ? type.GetString()
            : null;

    private static JsonElement? StrictSchema(JsonElement root) =>
        root.GetProperty("response_format").TryGetProperty("json_schema", out var named)
        && named.ValueKind == JsonValueKind.Object
        && named.TryGetProperty("strict", out var strict) && strict.ValueKind == JsonValueKind.True
        && named.TryGetProperty("schema", out var schema)
            ? schema
            : null;

    private static IEnumerable<string?> Roles(JsonElement root) =>
        root.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("role").GetString());
}
