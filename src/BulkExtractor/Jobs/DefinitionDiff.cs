using System.Text.Json.Nodes;

namespace BulkExtractor.Jobs;

/// <summary>What changed between two definitions of a job, field by field.</summary>
/// <param name="Changes">In the order of the fields now, those that are gone last.</param>
/// <param name="AllBecause">Why every field has to be asked again; null when the changed ones are enough.</param>
public sealed record DefinitionDiff(IReadOnlyList<FieldChange> Changes, string? AllBecause)
{
    // What these say of the schema as a whole, is said of each field too, or to nobody.
    private static readonly string[] Apart =
    [
        "properties", "required", "additionalProperties", "$schema", "$id", "$comment", "title", "default", "examples",
        "$defs", "definitions",
    ];

    /// <summary>Whether earlier results hold as they are.</summary>
    public bool IsEmpty => Changes.Count == 0 && AllBecause is null;

    /// <summary>The fields that earlier results lack, or that are asked in another way now.</summary>
    public IReadOnlyList<string> Asked =>
        [.. Changes.Where(change => change.Kind != FieldChangeKind.Removed).Select(change => change.Field)];

    /// <summary>The fields of earlier results that nobody asks for any more.</summary>
    public IReadOnlyList<string> Dropped =>
        [.. Changes.Where(change => change.Kind == FieldChangeKind.Removed).Select(change => change.Field)];

    /// <summary>Compares two definitions.</summary>
    public static DefinitionDiff Between(Definition before, Definition after)
    {
        var (old, now) = (PartsOf(before), PartsOf(after));
        var other = now.Keys.Union(old.Keys)
            .FirstOrDefault(part => !JsonNode.DeepEquals(old.GetValueOrDefault(part), now.GetValueOrDefault(part)));
        var (oldFields, fields) = (FieldsOf(before), FieldsOf(after));
        return new DefinitionDiff(
            [
                .. fields.Keys
                    .Select(name => FieldChange.Compare(name, oldFields.GetValueOrDefault(name), fields[name]))
                    .OfType<FieldChange>(),
                .. oldFields.Keys.Except(fields.Keys)
                    .Select(name => new FieldChange(name, FieldChangeKind.Removed, [])),
            ],
            other is null ? null : $"{other} changed");
    }

    // All that is asked besides the single fields: one change there may change every answer.
    private static Dictionary<string, JsonNode?> PartsOf(Definition definition)
    {
        var written = JsonNode.Parse(DefinitionJson.Write(definition))!.AsObject();
        var schema = SchemaJson.Parse(definition.Schema).Keywords;
        return written.Where(part => part.Key != "schema")
            .Concat(schema.Where(part => !Apart.Contains(part.Key))
                .Select(part => KeyValuePair.Create($"schema /{part.Key}", part.Value)))
            .ToDictionary();
    }

    // A field with its keywords, and whether it must be there, as one of them.
    private static Dictionary<string, JsonObject> FieldsOf(Definition definition) =>
        SchemaJson.Parse(definition.Schema).Fields().ToDictionary(field => field.Key, field =>
        {
            field.Value["required"] = definition.Fields.Required.Contains(field.Key);
            return field.Value;
        });
}

/// <summary>What happened to one field.</summary>
/// <param name="Keywords">The schema keywords that say something else now.</param>
public sealed record FieldChange(string Field, FieldChangeKind Kind, IReadOnlyList<string> Keywords)
{
    internal static FieldChange? Compare(string field, JsonObject? before, JsonObject after)
    {
        if (before is null) return new FieldChange(field, FieldChangeKind.Added, []);
        string[] keywords =
            [.. after.Select(k => k.Key).Union(before.Select(k => k.Key))
                .Where(keyword => !JsonNode.DeepEquals(before[keyword], after[keyword]))];
        return keywords.Length == 0 ? null : new FieldChange(field, FieldChangeKind.Changed, keywords);
    }
}

/// <summary>How a field differs.</summary>
public enum FieldChangeKind
{
    /// <summary>It is new.</summary>
    Added,

    /// <summary>It is gone.</summary>
    Removed,

    /// <summary>Its schema says something else.</summary>
    Changed,
}
