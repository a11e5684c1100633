using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers.Lenient;
using BulkExtractor.Calls;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>Collects the documents of one reply, whatever they are wrapped in.</summary>
internal sealed class DocumentCollector(IReadOnlyCollection<string> ids, IReadOnlyCollection<string> properties)
{
    private static readonly JsonDocumentOptions Unique = new() { AllowDuplicateProperties = false };

    private readonly DocumentShape _shape = new(new AskedIds(ids), properties);
    private readonly Dictionary<string, JsonObject> _fields = [];
    private readonly Dictionary<string, JsonObject> _quotes = [];
    private readonly Dictionary<string, string> _problems = [];
    private readonly Dictionary<string, int> _answers = [];
    private readonly Dictionary<string, string> _doubtful = [];
    private int _answer;
    private int _unknownIds;
    private bool _isRevised;

    /// <summary>Whether something was said about a document that was asked for.</summary>
    public bool HasDocuments => _fields.Count + _problems.Count > 0;

    // What is shorter cannot name a document.
    private readonly int _minLength = ids.Select(id => id.Length).DefaultIfEmpty().Min() + "{}{}".Length;

    /// <summary>Takes a piece of the reply.</summary>
    /// <param name="overclosed">Whether a closing brace too many follows: the piece may have ended too early.</param>
    public void Add(JsonPiece piece, bool overclosed)
    {
        if (piece.Json.Length < _minLength) return;
        using var document = JsonDocument.Parse(piece.Json);
        var root = document.RootElement;
        if (overclosed && _shape.IdsOf(root) is { Count: > 0 } said) Reject(said, "its braces do not match");
        else AddFrom(root, piece.IsWhole);
    }

    /// <summary>Words follow: what comes behind them is another answer, and the one so far may be a draft.</summary>
    public void BeginAnswer() => _answer++;

    /// <summary>Drops documents of which the reply says more than could be read.</summary>
    public void RejectUnread(Func<string, bool> isSaidElsewhere) =>
        Reject([.. _fields.Keys.Where(isSaidElsewhere)], "something else is said about it that cannot be read");

    /// <summary>What was found.</summary>
    /// <param name="doubtful">Texts with strange escapes, and as they stand.</param>
    public ReadDocuments Documents(IReadOnlyDictionary<string, string> doubtful)
    {
        // Where one document was answered anew, behind words, all that was said before them may have been a draft.
        if (_isRevised) Reject([.. _fields.Keys], "another document of the reply was answered twice, differently");
        foreach (var (text, literal) in doubtful) _doubtful[text] = literal;
        return new(_fields, _problems, _unknownIds) { Quotes = _quotes, Doubtful = _doubtful };
    }

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
        var said = _shape.IdsOf(element);
        if (said.Count == 0) return false;

        var fields = _shape.FieldsOf(element);
        var known = said.Where(_shape.IsAsked).ToList();
        if (fields.Count == 0) return whole && known.Count > 0 && AddFlat(element, said);

        if (known.Count == 0) _unknownIds++;
        else if (said.Count > 1 || fields.Count > 1) Reject(said, "it names a property twice");
        else if (_shape.HasStrayFields(element, fields[0].Name)) Reject(said, "a field stands outside its fields");
        else Accept(known[0], fields[0].Value);
        if (said.Count == 1 && known.Count == 1) AcceptQuotes(known[0], element.Member(DocumentShape.Quotes));
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

    // {"id":"K","total":1}
    private bool AddFlat(JsonElement element, IReadOnlyList<string> said)
    {
        if (said.Count > 1 || !_shape.HasFields(element)) return false;

        Accept(said[0], element);
        if (_fields.GetValueOrDefault(said[0]) is { } fields)
        {
            foreach (var name in _shape.FrameOf(element)) fields.Remove(name);
        }

        return true;
    }

    // {"K":{"total":1}} or {"K":{"fields":{…}}}
    private bool AddKeyed(JsonProperty member)
    {
        if (_shape.Asked(member.Name) is not { } id || !MayBeObject(member.Value)) return false;

        var inner = _shape.FieldsOf(member.Value) is [var fields] && !_shape.Fields.Knows(fields.Name)
            ? fields.Value
            : member.Value;
        if (inner.ValueKind != JsonValueKind.Object || _shape.HasFields(inner)) Accept(id, inner);
        return true;
    }

    private static bool MayBeObject(JsonElement value) =>
        value.ValueKind == JsonValueKind.Object
        || (value.ValueKind == JsonValueKind.String && value.GetString()!.TrimStart().StartsWith('{'));

    private void Accept(string id, JsonElement element)
    {
        try
        {
            if (_shape.Fields.Read(element, _doubtful) is { } fields) Settle(id, fields);
            else Reject([id], "its fields are no object");
        }
        catch (JsonException)
        {
            Reject([id], "it names a property twice");
        }
    }

    private void Settle(string id, JsonObject fields)
    {
        if (_fields.TryGetValue(id, out var earlier) && CanonicalJson.Write(earlier) != CanonicalJson.Write(fields))
        {
            _isRevised |= _answers[id] != _answer;
            Reject([id], "it was answered twice, differently");
        }
        else if (!_problems.ContainsKey(id))
        {
            _fields[id] = fields;
            _answers[id] = _answer;
        }
    }

    private void Reject(IEnumerable<string> said, string problem)
    {
        foreach (var id in said.Where(_shape.IsAsked))
        {
            _fields.Remove(id);
            _problems.TryAdd(id, problem);
        }
    }
}
