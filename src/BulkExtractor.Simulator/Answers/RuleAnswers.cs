using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.Simulator.Answers;

/// <summary>
/// Stands in for a language model: fills a schema by rules over each field's name, type, format, pattern, enum and
/// description, and over the words that people of several languages put beside such values.
/// </summary>
public sealed class RuleAnswers : IAnswers
{
    private const int Readable = 100_000;

    /// <inheritdoc />
    /// <remarks>Like a person, it does not read a document of megabytes to its end.</remarks>
    public JsonObject Answer(string document, JsonObject schema) =>
        Fill(new SourceDocument(document.Length > Readable ? document[..Readable] : document), Field.Read(schema));

    internal static JsonObject Fill(SourceDocument page, Field parent)
    {
        var fields = new JsonObject();
        foreach (var field in parent.Properties.Where(field => !field.IsLeftOut))
            fields[field.Name] = ValueOf(page, field);
        return fields;
    }

    private static JsonNode? ValueOf(SourceDocument page, Field field) =>
        FindInTime(page, field) ?? (field.AllowsNull ? null : LeastWrong(field));

    private static JsonNode? FindInTime(SourceDocument page, Field field)
    {
        try
        {
            return Find(page, field);
        }
        catch (RegexMatchTimeoutException)
        {
            return null;
        }
    }

    private static JsonNode? Find(SourceDocument page, Field field) => field.Type switch
    {
        _ when field.Enum.Count > 0 => Choices.Choose(page, field),
        "boolean" => Choices.Decide(page, field),
        "number" or "integer" => Numbers.Find(page, field),
        "array" => Lists.Find(page, field),
        "object" => FillUnlessEmpty(page, field),
        _ => Texts.Find(page, field) is { } text ? JsonValue.Create(text) : null,
    };

    private static JsonObject? FillUnlessEmpty(SourceDocument page, Field field)
    {
        var fields = Fill(page, field);
        return field.AllowsNull && fields.All(value => value.Value is null) ? null : fields;
    }

    private static JsonNode LeastWrong(Field field) => field.Type switch
    {
        _ when field.Enum.Count > 0 => field.Enum[0],
        "boolean" => false,
        "number" or "integer" => Numbers.Node(Math.Max(field.Minimum, 0), field),
        "array" => new JsonArray(),
        "object" => new JsonObject(),
        _ => LeastWrongText(field),
    };

    private static string LeastWrongText(Field field) => field.Format switch
    {
        "date" => "1970-01-01",
        "date-time" => "1970-01-01T00:00:00Z",
        "email" => "unknown@example.com",
        "uri" => "https://example.com/",
        _ when field.Concept == "currency" => "XXX",
        _ => field.MinLength > 0 ? "unknown" : "",
    };
}
