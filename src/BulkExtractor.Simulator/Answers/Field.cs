using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>One node of the schema, as far as the rules look at it.</summary>
internal sealed partial class Field
{
    private const int MostDepth = 8;

    private readonly JsonObject? _definition;
    private readonly Field? _parent;

    private Field(string name, ResolvedSchema resolved, JsonObject root, Field? parent, int depth)
    {
        var node = resolved.Keywords;
        (_definition, _parent, Name) = (resolved.Definition, parent, name);
        Words = CaseChange().Replace(name, "$1 $2").Replace('_', ' ').Replace('-', ' ').ToLowerInvariant();
        Description = Text(node, "description")?.ToLowerInvariant() ?? "";
        Concept = Lexicon.ConceptOf(Words, Description);
        if (Concept == "name" && parent?.Concept is "supplier" or "customer") Concept = parent.Concept;
        Format = Text(node, "format");
        Pattern = Text(node, "pattern");
        Minimum = node["minimum"] is JsonValue least && least.TryGetValue(out decimal value) ? value : 0;
        MinLength = node["minLength"] is JsonValue length && length.TryGetValue(out int characters) ? characters : 0;
        (Type, AllowsNull) = ReadType(node);
        Enum = ReadEnum(node);
        if (depth < MostDepth && !HoldsItself) ReadChildren(node, root, depth);
    }

    public string Name { get; }

    /// <summary>The name in lower case, its words apart.</summary>
    public string Words { get; }

    public string Description { get; }

    /// <summary>What the field is about, if the lexicon knows it: <c>due date</c>.</summary>
    public string? Concept { get; }

    public string Type { get; }

    public bool AllowsNull { get; }

    public string? Format { get; }

    public string? Pattern { get; }

    public decimal Minimum { get; }

    public int MinLength { get; }

    public IReadOnlyList<string> Enum { get; }

    public IReadOnlyList<Field> Properties { get; private set; } = [];

    public Field? Items { get; private set; }

    /// <summary>Whether it is left out: its schema holds itself, and once is enough.</summary>
    public bool IsLeftOut { get; private set; }

    // Nothing ends by itself that holds itself: the rules tell it once.
    private bool HoldsItself
    {
        get
        {
            for (var above = _parent; above is not null && _definition is not null; above = above._parent)
                if (ReferenceEquals(above._definition, _definition)) return true;
            return false;
        }
    }

    public static Field Read(JsonObject schema) =>
        new("", ResolvedSchema.Resolve(schema, schema), schema, parent: null, depth: 0);

    private void ReadChildren(JsonObject node, JsonObject root, int depth)
    {
        if (node["items"] is JsonObject items)
            Items = new Field(Name, ResolvedSchema.Resolve(items, root), root, this, depth + 1);
        if (node["properties"] is not JsonObject properties) return;
        Properties =
        [
            .. properties.Where(property => property.Value is JsonObject).Select(property =>
                new Field(
                    property.Key, ResolvedSchema.Resolve(property.Value!.AsObject(), root), root, this, depth + 1)),
        ];
        var required = (node["required"] as JsonArray ?? []).Select(one => one!.ToString()).ToHashSet();
        foreach (var field in Properties)
            field.IsLeftOut = field is { HoldsItself: true, AllowsNull: false } && !required.Contains(field.Name);
    }

    private static (string Type, bool AllowsNull) ReadType(JsonObject node)
    {
        var types = node["type"] switch
        {
            JsonArray several => several.Select(type => type?.ToString()).ToList(),
            JsonValue one => [one.ToString()],
            _ => [],
        };
        var nullable = types.Contains("null") || node["enum"] is JsonArray values && values.Contains(null);
        var unsaid = node["properties"] is null ? "string" : "object";
        var type = types.Find(type => type is not (null or "null")) ?? unsaid;
        return (type, nullable || node["nullable"]?.ToString() == "true");
    }

    private static List<string> ReadEnum(JsonObject node) =>
        node["enum"] is JsonArray values
            ? [.. values.Where(value => value is not null).Select(value => value!.ToString())]
            : [];

    private static string? Text(JsonObject node, string property) =>
        node[property] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    [GeneratedRegex(@"(\p{Ll}|\d)(\p{Lu})", RegexOptions.None, 1000)]
    private static partial Regex CaseChange();
}
