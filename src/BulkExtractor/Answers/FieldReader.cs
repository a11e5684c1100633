using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Answers;

/// <summary>
/// Brings what a model wrote into the schema's types where its meaning is clear, and remembers every change.
/// What is not clear stays as it is, and the check says so.
/// </summary>
public sealed partial class FieldReader
{
    private const int MaxRepairs = 200;

    private readonly List<string> _repairs = [];
    private readonly List<string> _doubts = [];
    private readonly SourceWords? _source;
    private IReadOnlyCollection<string> _names = [];
    private readonly Trials _trials = new();

    /// <summary>Reads fields of which no document is at hand.</summary>
    public FieldReader()
    {
    }

    /// <summary>Reads what was said of a document.</summary>
    internal FieldReader(SourceWords source) => _source = source;

    /// <summary>What was changed: <c>/total: "1.234,50" → 1234.5</c>.</summary>
    public IReadOnlyList<string> Repairs => _repairs;

    /// <summary>What could have been read in another way: <c>/tags: a list that came as one text</c>.</summary>
    public IReadOnlyList<string> Doubts => _doubts;

    /// <summary>The value in the schema's types, as far as its meaning is clear.</summary>
    public JsonNode? Read(FieldSchema schema, JsonNode? value)
    {
        _names = FieldNames.All(schema);
        return Read(schema, value, "", isOptional: false);
    }

    private JsonNode? Read(FieldSchema schema, JsonNode? value, string pointer, bool isOptional)
    {
        if (schema.Variants.Count > 0 && value is not null) schema = FormOf(schema, value, pointer, isOptional);
        value = Unwrap(schema, value, pointer);
        if (IsAlone(schema, value)) return ReadAlone(schema, value!, pointer, isOptional);

        return value switch
        {
            JsonObject fields when schema.Properties.Count > 0 || schema.OtherProperties is not null =>
                ReadObject(schema, fields, pointer),
            JsonArray items => ReadItems(schema, items, pointer),
            JsonValue scalar => ReadScalar(schema, scalar, pointer, isOptional),
            _ => value?.DeepClone(),
        };
    }

    private JsonArray ReadItems(FieldSchema schema, JsonArray items, string pointer) => new(
    [
        .. items.Select((item, i) => schema.ItemAt(i) is { } each
            ? Read(each, item, $"{pointer}/{i}", isOptional: false)
            : item?.DeepClone()),
    ]);

    private JsonObject ReadObject(FieldSchema schema, JsonObject fields, string pointer)
    {
        var said = NamedFields.Match(schema, fields);
        var read = new JsonObject();
        foreach (var property in schema.Properties)
        {
            if (!said.Fields.TryGetValue(property.Name, out var field)) continue;

            var inner = JsonPointers.Join(pointer, property.Name);
            var isOptional = !schema.Required.Contains(property.Name);
            if (field.Name != property.Name) Note(inner, field.Name, property.Name);
            if (field.IsContradicted) Doubt(inner, "the reply names it twice, differently");
            var value = Read(property.Schema, field.Value, inner, isOptional);
            if (value is null && !property.Schema.AllowsNull && isOptional) Note(inner, field.Value, "left out");
            else read[property.Name] = value;
        }

        if (schema.OtherProperties is { } others)
        {
            foreach (var (name, value) in said.Strangers)
                read[name] = Read(others, value, JsonPointers.Join(pointer, name), isOptional: false);
            return read;
        }

        NoteStrangers(schema, said, pointer);
        return read;
    }

    // A stranger may be a field under a name that nobody knows, so what is missing may have been said.
    private void NoteStrangers(FieldSchema schema, NamedFields said, string pointer)
    {
        foreach (var (name, value) in said.Strangers)
        {
            var inner = JsonPointers.Join(pointer, name);
            Note(inner, value, "dropped, not in the schema");
            if (_source is not null && SaysSomething(value) && _names.Contains(name))
                Doubt(inner, "a field that belongs elsewhere");
        }

        if (_source is null || said.Strangers.FirstOrDefault(one => SaysSomething(one.Value)).Key is not { } stranger)
            return;
        foreach (var property in schema.Properties.Where(property =>
            !said.Fields.ContainsKey(property.Name) && !schema.Required.Contains(property.Name)))
        {
            Doubt(
                JsonPointers.Join(pointer, property.Name),
                $"nothing is said, but {Excerpt.Cut(stranger)} is, which the schema does not know");
        }
    }

    // {"value":"x"} where no object is wanted, and a text that is an object or a list where one is wanted.
    private JsonNode? Unwrap(FieldSchema schema, JsonNode? value, string pointer)
    {
        var wantsObject = schema.Types.Contains(FieldType.Object);
        if (value is JsonObject { Count: > 0 } wrapped && schema.Types.Count > 0 && !wantsObject
            && wrapped.FirstOrDefault(member => FieldNames.Fold(member.Key) == "value") is { Key: not null } inner
            && (!schema.Types.Contains(FieldType.Array) || inner.Value is JsonArray))
        {
            Note(pointer, value, Excerpt.Cut(inner.Value));
            if (wrapped.Any(member => member.Key != inner.Key && SaysSomething(member.Value)))
                Doubt(pointer, "the reply says more of it than its value");
            return inner.Value;
        }

        if ((wantsObject || schema.Types.Contains(FieldType.Array)) && !schema.Types.Contains(FieldType.String)
            && value is JsonValue && value.GetValueKind() == JsonValueKind.String
            && ListText.Parse(value.GetValue<string>()) is { } parsed
            && (parsed is JsonObject ? wantsObject || schema.Items?.Types.Contains(FieldType.Object) == true
                : schema.Types.Contains(FieldType.Array)))
        {
            Note(pointer, value, Excerpt.Cut(parsed));
            return parsed;
        }

        return value;
    }

    // A list was asked for and one item came, which says what the list is; nothing is not one item.
    private bool IsAlone(FieldSchema schema, JsonNode? value) =>
        schema.Types.Contains(FieldType.Array)
        && schema.Types.All(type => type is FieldType.Array or FieldType.Null)
        && value is JsonObject or JsonValue
        && !(value.GetValueKind() == JsonValueKind.String && SaysNothing(value.GetValue<string>()));

    private bool SaysNothing(string text) => _source is null ? NothingWords.IsPlain(text) : NothingWords.Is(text);

    private JsonNode? ReadAlone(FieldSchema schema, JsonNode value, string pointer, bool isOptional)
    {
        if (value.GetValueKind() != JsonValueKind.String)
        {
            Note(pointer, value, "a list of one");
            return ReadItems(schema, [value.DeepClone()], pointer);
        }

        // Neither JSON nor Python, though it begins so: nobody knows its items.
        var text = value.GetValue<string>();
        if (_source is not null && text.TrimStart().StartsWith('[')) return value.DeepClone();

        var items = MayBeSeveral(schema) ? ListText.Split(text) : [text];
        Note(pointer, value, items.Count == 1 ? "a list of one" : "a list of its parts");
        if (_source is not null) Doubt(pointer, "a list that came as one text");
        return ReadItems(schema, [.. items.Select(item => JsonValue.Create(item))], pointer);
    }

    private bool MayBeSeveral(FieldSchema schema) =>
        _source is not null && schema.Items is null or { Types: [] } or { Types: [FieldType.String, ..] };

    private JsonNode? ReadScalar(FieldSchema schema, JsonValue value, string pointer, bool isOptional)
    {
        if (_source is not null && value.GetValueKind() == JsonValueKind.String)
        {
            var (text, isDoubtful) = _source.Settle(value.GetValue<string>());
            if (isDoubtful) Doubt(pointer, "its escapes can be read in two ways");
            if (text != value.GetValue<string>())
            {
                Note(pointer, value, Excerpt.Cut(JsonValue.Create(text)));
                value = JsonValue.Create(text);
            }

            if (text.Trim().Length > 0 && NothingWords.Is(text) && !NothingWords.IsValueOf(schema, text))
                return ReadWordForNothing(schema, value, pointer, isOptional);
        }

        if (ScalarText.MeaningOf(schema, value) is not { } meaning) return value.DeepClone();

        Note(pointer, value, meaning.Told);
        return meaning.Value;
    }

    // Where a text is wanted, such a word could be one: it is not, if it stands neither in the schema nor the document.
    private JsonValue? ReadWordForNothing(FieldSchema schema, JsonValue value, string pointer, bool isOptional)
    {
        var word = value.GetValue<string>();
        var mayBeNull = isOptional || schema.Types.Contains(FieldType.Null);
        var stands = _source!.Has(word);
        if ((schema.Types.Count == 0 || schema.Types.Contains(FieldType.String)) && (stands || !mayBeNull))
        {
            if (stands == mayBeNull) Doubt(pointer, "it may say that there is none");
            return JsonValue.Create(word.Trim());
        }

        Note(pointer, value, "null");
        return null;
    }

    private static bool SaysSomething(JsonNode? value) => NormalForm.Trimmed(value) is not null;

    private void Doubt(string pointer, string problem)
    {
        if (_doubts.Count < MaxRepairs) _doubts.Add($"{pointer}: {problem}");
    }

    private void Note(string pointer, JsonNode? value, string became)
    {
        if (_repairs.Count < MaxRepairs) _repairs.Add($"{pointer}: {Excerpt.Cut(value)} → {became}");
    }
}
