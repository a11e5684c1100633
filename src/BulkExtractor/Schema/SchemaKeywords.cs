using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>The keywords of one node of a schema; each is null, or empty, where it is not written.</summary>
internal sealed class SchemaKeywords(JsonPlaces places, string pointer, JsonObject keywords)
{
    private static readonly string[] Formats =
        ["date", "date-time", "time", "duration", "email", "hostname", "ipv4", "ipv6", "uri", "uuid"];

    private static readonly Dictionary<string, FieldType> TypeNames =
        System.Enum.GetValues<FieldType>().ToDictionary(type => $"{type}".ToLowerInvariant());

    /// <summary>The JSON pointer of a keyword.</summary>
    public string At(string keyword) => JsonPointers.Join(pointer, keyword);

    /// <summary>Refuses any keyword that is neither known nor harmless.</summary>
    public void Refuse(string[] known, string[] ignored)
    {
        var written = keywords.Select(keyword => keyword.Key);
        var stranger = written.Except(known).Except(ignored).FirstOrDefault();
        if (stranger is not null)
            throw places.Fault(At(stranger), $"is not supported; {NearestName.Suggest(stranger, known)}");
    }

    /// <summary>One type, or a list of them.</summary>
    public IReadOnlyList<FieldType> Types() =>
        Find("type", AllTypes, JsonValueKind.String, JsonValueKind.Array) switch
        {
            null => [],
            JsonArray { Count: 0 } => throw Unfit("type", AllTypes),
            JsonArray list => [.. list.Select(Type)],
            var one => [Type(one)],
        };

    /// <summary>The allowed values, be it the one of <c>const</c>.</summary>
    public IReadOnlyList<JsonNode?> Enum()
    {
        IReadOnlyList<JsonNode?> values = Find("enum", "a list of values", JsonValueKind.Array) switch
        {
            null => [],
            JsonArray { Count: > 0 } several => [.. several],
            _ => throw Unfit("enum", "at least one value"),
        };
        if (!keywords.TryGetPropertyValue("const", out var only)) return values;
        return values.Count == 0 || values.Any(value => CanonicalJson.Write(value) == CanonicalJson.Write(only))
            ? [only]
            : throw places.Fault(At("const"), "is not among the values of enum");
    }

    /// <summary>A regular expression.</summary>
    public string? Pattern()
    {
        var pattern = Text("pattern");
        try
        {
            if (pattern is not null) EcmaPattern.Create(pattern);
            return pattern;
        }
        catch (RegexParseException broken)
        {
            throw places.Fault(At("pattern"), $"is no regular expression: {broken.Message}");
        }
    }

    /// <summary>A format that is checked.</summary>
    public string? Format()
    {
        var format = Text("format");
        if (format is null || Formats.Contains(format)) return format;

        var suggestion = NearestName.Suggest(format, Formats);
        throw places.Fault(At("format"), $"'{format}' is not supported; {suggestion}");
    }

    /// <summary>A text.</summary>
    public string? Text(string keyword) => Find(keyword, "a text", JsonValueKind.String)?.GetValue<string>();

    /// <summary>A number.</summary>
    public decimal? Number(string keyword)
    {
        if (Find(keyword, "a number", JsonValueKind.Number) is not JsonValue value) return null;
        return value.TryGetValue(out decimal number)
            ? number
            : throw Unfit(keyword, "a number of at most 28 digits");
    }

    /// <summary>A whole number that is not negative.</summary>
    public int? Count(string keyword)
    {
        if (Number(keyword) is not { } count) return null;
        return count is >= 0 and <= int.MaxValue && count % 1 == 0
            ? (int)count
            : throw Unfit(keyword, "a whole number, 0 or more");
    }

    /// <summary>True or false.</summary>
    public bool? Flag(string keyword) =>
        Find(keyword, "true, false", JsonValueKind.True, JsonValueKind.False)?.GetValue<bool>();

    /// <summary>A list of names.</summary>
    public IReadOnlyList<string> Names(string keyword)
    {
        if (Find(keyword, "a list of names", JsonValueKind.Array) is not JsonArray names) return [];
        return names.All(name => name?.GetValueKind() == JsonValueKind.String)
            ? [.. names.Select(name => name!.GetValue<string>())]
            : throw Unfit(keyword, "a list of names");
    }

    /// <summary>Schemas by name.</summary>
    public IReadOnlyList<KeyValuePair<string, JsonNode?>> Named(string keyword) =>
        Find(keyword, "an object", JsonValueKind.Object) is JsonObject named ? [.. named] : [];

    /// <summary>A list of schemas.</summary>
    public IReadOnlyList<JsonNode?> List(string keyword) =>
        Find(keyword, "a list of schemas", JsonValueKind.Array) switch
        {
            null => [],
            JsonArray { Count: > 0 } schemas => [.. schemas],
            _ => throw Unfit(keyword, "at least one schema"),
        };

    /// <summary>What is written, whatever it is.</summary>
    public JsonNode? Node(string keyword) => keywords[keyword];

    /// <summary>Whether a keyword is written.</summary>
    public bool Has(string keyword) => keywords.ContainsKey(keyword);

    /// <summary>A schema, or whether there is anything; null where nothing is written.</summary>
    public JsonNode? FlagOrSchema(string keyword) =>
        Find(keyword, "true, false, a schema", JsonValueKind.True, JsonValueKind.False, JsonValueKind.Object);

    /// <summary>The JSON pointer that <c>$ref</c> leads to, within the same file.</summary>
    public string? Reference()
    {
        if (Text("$ref") is not { } address) return null;
        return address is "#" || address.StartsWith("#/", StringComparison.Ordinal)
            ? Uri.UnescapeDataString(address[1..])
            : throw places.Fault(At("$ref"), $"'{address}' leads out of this file; allowed: #/$defs/NAME");
    }

    private static string AllTypes => string.Join(", ", TypeNames.Keys);

    private FieldType Type(JsonNode? name) =>
        name is JsonValue value && value.TryGetValue(out string? text)
        && TypeNames.TryGetValue(text, out var type)
            ? type
            : throw Unfit("type", AllTypes);

    private JsonNode? Find(string keyword, string allowed, params JsonValueKind[] kinds)
    {
        if (!keywords.TryGetPropertyValue(keyword, out var node)) return null;
        return node is not null && kinds.Contains(node.GetValueKind()) ? node : throw Unfit(keyword, allowed);
    }

    private InputException Unfit(string keyword, string allowed)
    {
        var written = keywords[keyword]?.ToJsonString() ?? "null";
        return places.Fault(At(keyword), $"{written} does not fit; allowed: {allowed}");
    }
}
