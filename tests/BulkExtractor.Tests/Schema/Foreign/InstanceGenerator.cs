using System.Text.Json.Nodes;

namespace BulkExtractor.Tests.Schema.Foreign;

/// <summary>Values after a schema, some of them with something wrong in them: the same for the same seed.</summary>
internal sealed class InstanceGenerator(JsonObject root, Random random)
{
    private const int Deepest = 6;

    private static readonly Dictionary<string, string[]> Formats = new()
    {
        ["date"] = ["2024-05-01", "2024-02-30", "soon"],
        ["date-time"] = ["2024-05-01T10:00:00Z", "2024-05-01T10:00:00+02:00", "2024-05-01", "2024-05-01T25:00:00Z"],
        ["time"] = ["10:00:00Z", "10:61:00Z"],
        ["duration"] = ["P3D", "PT2H30M", "P1Y2M", "P", "3 days"],
        ["email"] = ["ann@example.org", "ann"],
        ["uri"] = ["https://example.org/a?b=c", "example org"],
        ["uuid"] = ["12345678-1234-1234-1234-123456789abc", "12345678"],
        ["hostname"] = ["example.org", "exa mple"],
        ["ipv4"] = ["10.0.0.1", "256.0.0.1", "::1"],
        ["ipv6"] = ["::1", "2001:db8::2", "10.0.0.1"],
    };

    private static readonly string[] Texts =
    [
        "", "a", "ab", "red", "green", "S", "open", "cat", "12", "-3.5", "12345", "1.02:03:04", "Zürich",
        "longer text",
    ];

    private readonly int _wrong = random.Next(0, 25);

    public JsonNode? Create() => Create(root, 0);

    private JsonNode? Create(JsonNode? schema, int depth)
    {
        if (random.Next(100) < _wrong) return Anything(depth);
        if (schema is not JsonObject keywords) return Anything(depth);
        if (keywords["$ref"] is { } address) return Create(Find($"{address}"), depth + 1);
        if (keywords["const"] is { } only) return only.DeepClone();
        if (keywords["enum"] is JsonArray values) return values[random.Next(values.Count)]?.DeepClone();
        if (Parts(keywords) is { Count: > 0 } parts) return Together(keywords, parts, depth);
        return OfType(TypeOf(keywords), keywords, depth);
    }

    // One of several forms, or what all of them and the schema itself make of an object.
    private JsonNode? Together(JsonObject keywords, List<JsonNode?> parts, int depth)
    {
        var made = parts.Select(part => Create(part, depth + 1)).ToList();
        if (made.Any(one => one is not JsonObject)) return made[0];
        var all = keywords.ContainsKey("properties") ? OfObject(keywords, depth) : [];
        foreach (var (name, value) in made.SelectMany(one => one!.AsObject())) all[name] = value?.DeepClone();
        return all;
    }

    private List<JsonNode?> Parts(JsonObject keywords)
    {
        List<JsonNode?> parts = [.. keywords["allOf"] as JsonArray ?? []];
        foreach (var how in new[] { "anyOf", "oneOf" })
        {
            if (keywords[how] is JsonArray forms) parts.Add(forms[random.Next(forms.Count)]);
        }

        return parts;
    }

    private string TypeOf(JsonObject keywords) => keywords["type"] switch
    {
        JsonArray types => $"{types[random.Next(types.Count)]}",
        { } type => $"{type}",
        _ => keywords.ContainsKey("properties") ? "object" : "",
    };

    private JsonNode? OfType(string type, JsonObject keywords, int depth) => type switch
    {
        "object" => OfObject(keywords, depth),
        "array" => OfArray(keywords, depth),
        "string" when keywords["format"] is { } format => Formats[$"{format}"][OftenFirst(Formats[$"{format}"].Length)],
        "string" => Texts[random.Next(Texts.Length)],
        "integer" => Number(0),
        "number" => Number(random.Next(3)),
        "boolean" => random.Next(2) == 0,
        "null" => null,
        _ => Anything(depth),
    };

    private int OftenFirst(int count) => random.Next(4) > 0 ? 0 : random.Next(count);

    private JsonNode Number(int decimals) => JsonNode.Parse(random.Next(6) switch
    {
        0 => "0",
        1 => "1.0",
        2 => "1e2",
        3 => $"-{random.Next(300)}",
        _ when decimals == 0 => $"{random.Next(300)}",
        _ => $"{random.Next(3)}.{new[] { "25", "5", "1", "75" }[random.Next(4)]}",
    })!;

    private JsonObject OfObject(JsonObject keywords, int depth)
    {
        var fields = new JsonObject();
        var required = (keywords["required"] as JsonArray ?? []).Select(name => $"{name}").ToHashSet();
        foreach (var (name, schema) in keywords["properties"] as JsonObject ?? [])
        {
            var chance = required.Contains(name) ? 100 - _wrong : depth > Deepest ? 0 : 50;
            if (random.Next(100) < chance) fields[name] = Create(schema, depth + 1);
        }

        if (keywords["additionalProperties"] is JsonObject others)
        {
            foreach (var name in new[] { "red", "green", "x" }.Take(random.Next(4)))
                fields[name] = Create(others, depth + 1);
        }

        if (random.Next(200) < _wrong) fields["stranger"] = 1;
        return fields;
    }

    private JsonArray OfArray(JsonObject keywords, int depth)
    {
        var first = keywords["prefixItems"] as JsonArray ?? [];
        var count = depth > Deepest ? random.Next(2) : Math.Max(first.Count + random.Next(-1, 2), random.Next(4));
        return
        [
            .. Enumerable.Range(0, count).Select(place =>
                Create(place < first.Count ? first[place] : keywords["items"], depth + 1)),
        ];
    }

    private JsonNode? Anything(int depth) => random.Next(8) switch
    {
        0 => null,
        1 => true,
        2 => Number(0),
        3 => Number(2),
        4 when depth < Deepest => new JsonArray([Anything(depth + 1), 1]),
        5 when depth < Deepest => new JsonObject { ["name"] = Anything(depth + 1), ["kind"] = "dog" },
        _ => Texts[random.Next(Texts.Length)],
    };

    private JsonNode? Find(string address) => address.Split('/').Skip(1)
        .Aggregate<string, JsonNode?>(root, (node, step) => node?[step]);
}
