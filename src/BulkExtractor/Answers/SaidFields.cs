using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers.Lenient;

namespace BulkExtractor.Answers;

/// <summary>The fields of one document in the forms that models give them.</summary>
/// <param name="properties">The names of the fields.</param>
internal sealed class SaidFields(IReadOnlyCollection<string> properties)
{
    private static readonly JsonDocumentOptions Unique = new() { AllowDuplicateProperties = false };

    private readonly HashSet<string> _names = [.. properties];

    /// <summary>Whether a name is a field's, as written or by its letters.</summary>
    public bool Knows(string name) => FieldNames.Find(properties, name) is not null;

    /// <summary>An object, the text of one, or a list of names with values; null if it is none of these.</summary>
    /// <param name="doubtful">Takes the doubtful texts in it.</param>
    /// <exception cref="JsonException">A name is there twice.</exception>
    public JsonObject? Read(JsonElement element, IDictionary<string, string> doubtful)
    {
        if (element.ValueKind == JsonValueKind.String)
        {
            var read = new LenientJson(element.GetString()!, _names);
            if (read.Only() is not { } json) return null;
            foreach (var (text, literal) in read.Doubtful) doubtful[text] = literal;
            using var inner = JsonDocument.Parse(json);
            return inner.RootElement.ValueKind == JsonValueKind.String ? null : Read(inner.RootElement, doubtful);
        }

        return element.ValueKind switch
        {
            JsonValueKind.Object => JsonNode.Parse(element.GetRawText(), null, Unique)!.AsObject(),
            JsonValueKind.Array when element.GetArrayLength() > 0 => Named(element) ?? Single(element),
            _ => null,
        };
    }

    // [{"title":"x"},{"total":1}]
    private JsonObject? Single(JsonElement list) =>
        list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.Object && item.EnumerateObject().Count() == 1)
        && list.EnumerateArray().All(item => Knows(item.EnumerateObject().First().Name))
            ? Join(list.EnumerateArray().Select(item => item.EnumerateObject().First())
                .Select(member => (member.Name, member.Value)))
            : null;

    // [{"name":"title","value":"x"},…]: one member of each is the name of a field, the other its value.
    private JsonObject? Named(JsonElement list)
    {
        if (list[0].ValueKind != JsonValueKind.Object) return null;

        string[] keys = [.. list[0].EnumerateObject().Select(member => member.Name)];
        string[] names = [.. keys.Where(key => list.EnumerateArray().All(item => Names(item, key)))];
        if (names.Length != 1 || ValueOf([.. keys.Where(key => key != names[0])]) is not { } value) return null;

        return list.EnumerateArray().All(item => item.TryGetProperty(value, out _))
            ? Join(list.EnumerateArray().Select(item =>
                (item.GetProperty(names[0]).GetString()!, item.GetProperty(value))))
            : null;
    }

    private static string? ValueOf(string[] keys) =>
        keys.Length == 1 ? keys[0] : keys.FirstOrDefault(key => FieldNames.Fold(key) == "value");

    private bool Names(JsonElement item, string key) =>
        item.ValueKind == JsonValueKind.Object
        && item.TryGetProperty(key, out var name)
        && name.ValueKind == JsonValueKind.String
        && Knows(name.GetString()!);

    private static JsonObject Join(IEnumerable<(string Name, JsonElement Value)> members)
    {
        var fields = new JsonObject();
        foreach (var (name, value) in members)
        {
            if (fields.ContainsKey(name)) throw new JsonException($"{name} is there twice");
            fields[name] = JsonNode.Parse(value.GetRawText(), null, Unique);
        }

        return fields;
    }
}
