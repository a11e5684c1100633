using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>One node of the schema, as far as the rules look at it.</summary>
internal sealed partial class Field
{
    private const int MostDepth = 8;

    private Field(string name, JsonObject node, JsonObject root, Field? parent, int depth)
    {
        Name = name;
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
        if (depth < MostDepth) ReadChildren(node, root, depth);
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

    public static Field Read(JsonObject schema) => new("", Resolve(schema, schema), schema, parent: null, depth: 0);

    private void ReadChildren(JsonObject node, JsonObject root, int depth)
    {
        if (node["items"] is JsonObject items) Items = new Field(Name, Resolve(items, root), root, this, depth + 1);
        if (node["properties"] is not JsonObject properties) return;
        Properties =
        [
            .. properties.Where(property => property.Value is JsonObject).Select(property =>
                new Field(property.Key, Resolve(property.Value!.AsObject(), root), root, this, depth + 1)),
        ];
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

    // "anyOf": [{…}, {"type": "null"}] and "$ref": "#/$defs/name" are how tools write a nullable or shared type.
    private static JsonObject Resolve(JsonObject node, JsonObject root)
    {
        if (Text(node, "$ref") is { } path && path.StartsWith("#/$defs/", StringComparison.Ordinal))
            return root["$defs"]?[path[8..]] as JsonObject ?? node;
        if ((node["anyOf"] ?? node["oneOf"]) is not JsonArray choices) return node;
        var objects = choices.OfType<JsonObject>().ToList();
        var chosen = objects.Find(choice => Text(choice, "type") != "null")?.DeepClone().AsObject() ?? node;
        if (objects.Exists(choice => Text(choice, "type") == "null")) chosen["nullable"] = true;
        return Text(chosen, "$ref") is null ? chosen : Resolve(chosen, root);
    }

    private static string? Text(JsonObject node, string property) =>
        node[property] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    [GeneratedRegex(@"(\p{Ll}|\d)(\p{Lu})", RegexOptions.None, 1000)]
    private static partial Regex CaseChange();
}
