using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Calls;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Collects the documents of one reply, whatever they are wrapped in.</summary>
internal sealed class DocumentCollector(IReadOnlyCollection<string> ids, IReadOnlyCollection<string> properties)
{
    private const string Id = "id";
    private const string Fields = "fields";
    private const string Quotes = "quotes";

    private static readonly JsonDocumentOptions Tolerant = new() { AllowTrailingCommas = true };
    private static readonly JsonDocumentOptions Unique =
        new() { AllowTrailingCommas = true, AllowDuplicateProperties = false };

    private readonly HashSet<string> _ids = [.. ids];
    private readonly Dictionary<string, JsonObject> _fields = [];
    private readonly Dictionary<string, JsonObject> _quotes = [];
    private readonly Dictionary<string, string> _problems = [];
    private int _unknownIds;

    /// <summary>Whether something was said about a document that was asked for.</summary>
    public bool HasDocuments => _fields.Count + _problems.Count > 0;

    /// <summary>Takes a value that is whole JSON but for trailing commas.</summary>
    /// <param name="whole">Whether it may be the whole reply, and not the rest of something broken.</param>
    /// <param name="overclosed">Whether a closing brace too many follows: the value may have ended too early.</param>
    public void Add(ReadOnlySpan<byte> json, bool whole, bool overclosed)
    {
        using var document = JsonDocument.Parse(json.ToArray(), Tolerant);
        var root = document.RootElement;
        if (overclosed && IdsOf(root) is { Count: > 0 } said) Reject(said, "its braces do not match");
        else AddFrom(root, whole);
    }

    public ReadDocuments Documents() => new(_fields, _problems, _unknownIds) { Quotes = _quotes };

    private void AddFrom(JsonElement element, bool whole)
    {
        if (element.ValueKind == JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) AddFrom(item, whole);
        }
        else if (element.ValueKind == JsonValueKind.Object && !AddDocument(element, whole))
        {
            foreach (var member in element.EnumerateObject())
            {
                if (!whole || !AddKeyed(member)) AddFrom(member.Value, whole);
            }
        }
    }

    private bool AddDocument(JsonElement element, bool whole)
    {
        var said = IdsOf(element);
        if (said.Count == 0) return false;

        JsonElement[] fields = [.. element.EnumerateObject().Where(m => m.NameEquals(Fields)).Select(m => m.Value)];
        if (fields.Length == 0) return whole && AddFlat(element, said);

        if (!said.Exists(_ids.Contains)) _unknownIds++;
        else if (said.Count > 1 || fields.Length > 1) Reject(said, "it names a property twice");
        else if (HasStrayFields(element)) Reject(said, "a field stands outside its fields");
        else Accept(said[0], fields[0]);
        if (said.Count == 1 && _ids.Contains(said[0])) AcceptQuotes(said[0], element.Member(Quotes));
        return true;
    }

    // Quotes only prove: what is wrong with them costs no answer.
    private void AcceptQuotes(string id, JsonElement quotes)
    {
        if (quotes.ValueKind != JsonValueKind.Object || _quotes.ContainsKey(id)) return;
        try
        {
            _quotes[id] = JsonNode.Parse(quotes.GetRawText(), null, Unique)!.AsObject();
        }
        catch (JsonException)
        {
            _quotes.Remove(id);
        }
    }

    // {"id":"K","total":1}: only if every member is one of ours.
    private bool AddFlat(JsonElement element, List<string> said)
    {
        string[] names = [.. element.EnumerateObject().Select(m => m.Name).Where(n => n is not (Id or Quotes))];
        if (said.Count > 1 || !_ids.Contains(said[0]) || names.Length == 0 || !names.All(properties.Contains))
            return false;

        Accept(said[0], element);
        if (_fields.GetValueOrDefault(said[0]) is { } fields)
        {
            fields.Remove(Id);
            fields.Remove(Quotes);
        }

        return true;
    }

    // {"K":{"total":1}} or {"K":{"fields":{…}}}
    private bool AddKeyed(JsonProperty member)
    {
        if (!_ids.Contains(member.Name) || member.Value.ValueKind != JsonValueKind.Object) return false;

        var inner = member.Value.TryGetProperty(Fields, out var fields) && !properties.Contains(Fields)
            ? fields
            : member.Value;
        if (inner.ValueKind == JsonValueKind.Object && inner.EnumerateObject().All(m => properties.Contains(m.Name)))
            Accept(member.Name, inner);
        return true;
    }

    private void Accept(string id, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
        {
            Reject([id], "its fields are no object");
            return;
        }

        try
        {
            Settle(id, JsonNode.Parse(element.GetRawText(), null, Unique)!.AsObject());
        }
        catch (JsonException)
        {
            Reject([id], "it names a property twice");
        }
    }

    private void Settle(string id, JsonObject fields)
    {
        if (_problems.ContainsKey(id)) return;

        if (_fields.TryGetValue(id, out var earlier) && CanonicalJson.Write(earlier) != CanonicalJson.Write(fields))
            Reject([id], "it was answered twice, differently");
        else
            _fields[id] = fields;
    }

    private void Reject(List<string> said, string problem)
    {
        foreach (var id in said.Where(_ids.Contains))
        {
            _fields.Remove(id);
            _problems.TryAdd(id, problem);
        }
    }

    private bool HasStrayFields(JsonElement element) =>
        element.EnumerateObject().Any(m =>
            !m.NameEquals(Id) && !m.NameEquals(Fields) && !m.NameEquals(Quotes) && properties.Contains(m.Name));

    private static List<string> IdsOf(JsonElement element) =>
        element.ValueKind == JsonValueKind.Object
            ? [.. element.EnumerateObject()
                .Where(m => m.NameEquals(Id) && m.Value.ValueKind == JsonValueKind.String)
                .Select(m => m.Value.GetString()!.Trim())]
            : [];
}
