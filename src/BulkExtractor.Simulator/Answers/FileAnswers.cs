using System.Text.Json;
using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Answers known beforehand, found by a document's exact text.</summary>
/// <param name="rest">Answers for all other documents.</param>
internal sealed class FileAnswers(IReadOnlyDictionary<string, JsonObject> known, IAnswers rest) : IAnswers
{
    public JsonObject Answer(string document, JsonObject schema) =>
        known.TryGetValue(document, out var fields) ? fields : rest.Answer(document, schema);

    /// <summary>Reads JSON lines; of equal documents the last one counts.</summary>
    public static async Task<FileAnswers> ReadAsync(
        TextReader lines, string name, IAnswers rest, CancellationToken cancellationToken)
    {
        var known = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var number = 0;
        while (await lines.ReadLineAsync(cancellationToken) is { } line)
        {
            number++;
            if (string.IsNullOrWhiteSpace(line)) continue;
            var (document, fields) = Parse(line, $"{name}, line {number}");
            known[document] = fields;
        }

        return new FileAnswers(known, rest);
    }

    private static (string Document, JsonObject Fields) Parse(string line, string place)
    {
        try
        {
            if (JsonNode.Parse(line) is JsonObject entry
                && entry["document"] is JsonValue text && text.TryGetValue<string>(out var document)
                && entry["fields"] is JsonObject fields)
                return (document, fields);
        }
        catch (JsonException)
        {
            // Said below, with what is expected: the parser's own words name neither file nor shape.
        }

        throw new InvalidDataException($"""{place}: expected {"{"}"document": text, "fields": {"{…}}"}.""");
    }
}
