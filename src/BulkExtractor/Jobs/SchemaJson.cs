using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Jobs;

/// <summary>The JSON of a schema field by field, each with the definitions that it refers to.</summary>
internal sealed class SchemaJson
{
    private const string Whole = "the whole";

    private static readonly string[] Definitions = ["$defs", "definitions"];

    private readonly JsonObject _root;

    private SchemaJson(JsonObject root) => (_root, Keywords) = (root, KeywordsOf(root));

    /// <summary>The object that holds the fields: the root, or what its <c>$ref</c> leads to.</summary>
    public JsonObject Keywords { get; }

    /// <summary>Reads a schema that was checked.</summary>
    public static SchemaJson Parse(string schema) => new(JsonNode.Parse(schema)!.AsObject());

    /// <summary>The keywords of each field; definitions it refers to are one of them.</summary>
    public IEnumerable<KeyValuePair<string, JsonObject>> Fields() =>
        Keywords["properties"]!.AsObject().Select(field =>
        {
            var keywords = field.Value as JsonObject ?? [];
            var own = keywords.DeepClone().AsObject();
            if (Referred([keywords]) is { Count: > 0 } referred) own["$defs"] = referred;
            return KeyValuePair.Create(field.Key, own);
        });

    /// <summary>The schema of some fields.</summary>
    public JsonObject Only(IReadOnlyCollection<string> names)
    {
        var part = Keywords.DeepClone().AsObject();
        foreach (var holder in Definitions) part.Remove(holder);
        var properties = part["properties"]!.AsObject();
        foreach (var other in properties.Select(field => field.Key).Except(names).ToList()) properties.Remove(other);
        if (part["required"] is JsonArray required)
            part["required"] = new JsonArray([.. required
                .Where(name => names.Contains(name!.GetValue<string>()))
                .Select(name => name!.DeepClone())]);
        if (Referred([properties]) is not { Count: > 0 } referred) return part;
        part["$defs"] = referred;
        Redirect(part);
        return part;
    }

    private static JsonObject KeywordsOf(JsonObject root)
    {
        var place = root;
        while (!place.ContainsKey("properties") && place["$ref"] is JsonValue address)
        {
            place = Uri.UnescapeDataString(address.GetValue<string>()).Split('/').Skip(1)
                .Aggregate<string, JsonNode?>(root, (node, step) => Step(node, step))!.AsObject();
        }

        return place;
    }

    private static JsonNode? Step(JsonNode? node, string step) => node is JsonArray list
        ? list[int.Parse(step)]
        : node?[JsonPointers.NameOf(step)];

    // All definitions under one name each; a reference into the rest of the schema takes that as one, too.
    private JsonObject Referred(IEnumerable<JsonNode> from)
    {
        var (referred, open) = (new JsonObject(), new Queue<JsonNode>(from));
        while (open.TryDequeue(out var node))
        {
            foreach (var address in Addresses(node))
            {
                var name = NameOf(address.GetValue<string>());
                if (referred.ContainsKey(name)) continue;
                var definition = Find(name);
                referred[name] = definition.DeepClone();
                open.Enqueue(definition);
            }
        }

        return referred;
    }

    private JsonNode Find(string name)
    {
        if (name != Whole) return Definitions.Select(holder => _root[holder]?[name]).First(one => one is not null)!;
        var rest = _root.DeepClone().AsObject();
        foreach (var holder in Definitions.Append("$id")) rest.Remove(holder);
        return rest;
    }

    // "#/$defs/NAME/…" belongs to NAME, everything else to the rest of the schema.
    private static string NameOf(string address)
    {
        var steps = Uri.UnescapeDataString(address).Split('/');
        return steps.Length > 2 && Definitions.Contains(steps[1])
            ? JsonPointers.NameOf(steps[2])
            : Whole;
    }

    private static void Redirect(JsonNode part)
    {
        foreach (var address in Addresses(part).ToList())
        {
            var (path, name) = (address.GetValue<string>(), NameOf(address.GetValue<string>()));
            var inner = name == Whole ? path[1..] : string.Concat(path.Split('/').Skip(3).Select(step => $"/{step}"));
            var holder = name == Whole ? Whole : path.Split('/')[2];
            address.ReplaceWith(JsonValue.Create($"#/$defs/{holder}{inner}"));
        }
    }

    private static IEnumerable<JsonValue> Addresses(JsonNode? node) => node switch
    {
        JsonObject keywords => keywords.SelectMany(word => word is { Key: "$ref", Value: JsonValue address }
            ? [address]
            : Addresses(word.Value)),
        JsonArray items => items.SelectMany(Addresses),
        _ => [],
    };
}
