using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>
/// One node of a schema with what it is put together of, as tools write nullable, shared and tagged types: of several
/// forms the first one counts that is not null.
/// </summary>
/// <param name="Definition">What <c>$ref</c> led to, by which a schema that holds itself is known.</param>
internal sealed record ResolvedSchema(JsonObject Keywords, JsonObject? Definition)
{
    // Longer chains of references are circles.
    private const int MostSteps = 20;

    private static readonly string[] Parts = ["$ref", "allOf", "anyOf", "oneOf", "const"];

    public static ResolvedSchema Resolve(JsonObject node, JsonObject root) => Resolve(node, root, MostSteps);

    private static ResolvedSchema Resolve(JsonObject node, JsonObject root, int left)
    {
        if (left == 0 || !Parts.Any(node.ContainsKey)) return new(node, null);
        var keywords = new JsonObject(node
            .Where(word => !Parts.Contains(word.Key))
            .Select(word => KeyValuePair.Create(word.Key, word.Value?.DeepClone())));
        if (node.TryGetPropertyValue("const", out var only)) keywords["enum"] = new JsonArray(only?.DeepClone());
        var definition = Find(node, root);
        foreach (var part in PartsOf(node, keywords).Prepend(definition).OfType<JsonObject>())
        {
            var resolved = Resolve(part, root, left - 1);
            definition ??= resolved.Definition;
            Lay(resolved.Keywords, keywords);
        }

        return new(keywords, definition);
    }

    private static IEnumerable<JsonObject?> PartsOf(JsonObject node, JsonObject keywords)
    {
        foreach (var part in node["allOf"] as JsonArray ?? []) yield return part as JsonObject;
        if ((node["anyOf"] ?? node["oneOf"]) is not JsonArray forms) yield break;
        var objects = forms.OfType<JsonObject>().ToList();
        if (objects.Exists(IsNull)) keywords["nullable"] = true;
        yield return objects.Find(form => !IsNull(form));
    }

    private static bool IsNull(JsonObject form) => form["type"] is JsonValue type && type.ToString() == "null";

    private static JsonObject? Find(JsonObject node, JsonObject root)
    {
        if (node["$ref"]?.ToString() is not { } address || !address.StartsWith('#')) return null;
        return Uri.UnescapeDataString(address).Split('/').Skip(1)
            .Aggregate<string, JsonNode?>(root, (found, step) => found is JsonArray list
                ? list.ElementAtOrDefault(int.TryParse(step, out var place) ? place : -1)
                : (found as JsonObject)?[step.Replace("~1", "/").Replace("~0", "~")]) as JsonObject;
    }

    // What stands there already counts; properties and what is required are put together.
    private static void Lay(JsonObject from, JsonObject keywords)
    {
        foreach (var (name, value) in from)
        {
            if (!keywords.ContainsKey(name)) keywords[name] = value?.DeepClone();
            else if (name == "properties" && value is JsonObject more) Lay(more, keywords[name]!.AsObject());
            else if (name == "required" && value is JsonArray names)
                keywords[name] = new JsonArray([.. keywords[name]!.AsArray().Concat(names)
                    .Select(one => one!.ToString()).Distinct().Select(one => JsonValue.Create(one))]);
        }
    }
}
