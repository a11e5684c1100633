using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Schema;

namespace BulkExtractor.Jobs;

/// <summary>
/// Reads few-shot examples: one a line, <c>{"document":"…","fields":{…}}</c>, and perhaps <c>quotes</c>.
/// </summary>
internal static class ExamplesReader
{
    private static readonly string[] Known = ["document", "fields", "quotes"];

    /// <summary>The examples, which must fit the schema; blank lines are passed over.</summary>
    public static IReadOnlyList<Example> Read(string file, string text, FieldSchema schema)
    {
        var lines = text.Split('\n').Index().Where(line => !string.IsNullOrWhiteSpace(line.Item));
        return [.. lines.Select(line => Read(JsonPlaces.Parse(file, line.Item, line.Index + 1), schema))];
    }

    private static Example Read(JsonPlaces line, FieldSchema schema)
    {
        if (line.Root is not JsonObject example)
            throw line.Fault("", "must be an object: {\"document\":\"…\",\"fields\":{…}}");
        if (example.Select(property => property.Key).Except(Known).FirstOrDefault() is { } stranger)
            throw line.Fault($"/{stranger}", $"no such property; {NearestName.Suggest(stranger, Known)}");
        if (example["document"]?.GetValueKind() != JsonValueKind.String)
            throw line.Fault("/document", "must be a text: the document");
        if (example["fields"] is not JsonObject fields)
            throw line.Fault("/fields", "must be an object: the fields that the document should give");
        if (SchemaCheck.Check(schema, fields) is [var problem, ..])
            throw line.Fault("/fields", $"does not fit the schema: {problem}");

        var document = example["document"]!.GetValue<string>();
        return new Example(document, (JsonObject)fields.DeepClone()) { Quotes = Quotes(line, example, document) };
    }

    private static JsonObject? Quotes(JsonPlaces line, JsonObject example, string document)
    {
        if (example["quotes"] is not { } node) return null;
        if (node is not JsonObject quotes)
            throw line.Fault("/quotes", "must be an object: words of the document by JSON pointer into the fields");

        foreach (var (pointer, quote) in quotes)
        {
            if (quote?.GetValueKind() != JsonValueKind.String
                || !document.Contains(quote.GetValue<string>(), StringComparison.Ordinal))
                throw line.Fault("/quotes", $"{pointer} does not quote words of the document");
        }

        return (JsonObject)quotes.DeepClone();
    }
}
