using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Basics;

namespace BulkExtractor.Schema;

/// <summary>A JSON text with the line of each value, so that errors can name it.</summary>
internal sealed class JsonPlaces
{
    // Definitions and requests wrap these texts, and JSON is read down to 64 levels.
    private const int DeepestNesting = 50;

    private readonly string _file;
    private readonly Dictionary<string, int> _lines = [];

    private int _line;
    private int _counted;

    private JsonPlaces(string file, JsonNode? root, int firstLine) =>
        (_file, Root, _line) = (file, root, firstLine);

    /// <summary>The parsed text.</summary>
    public JsonNode? Root { get; }

    /// <summary>Parses strictly: no comments, no trailing commas, no property twice.</summary>
    /// <param name="firstLine">The line of the file on which the text begins.</param>
    public static JsonPlaces Parse(string file, string text, int firstLine = 1)
    {
        try
        {
            var options = new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = DeepestNesting };
            var places = new JsonPlaces(file, JsonNode.Parse(text, documentOptions: options), firstLine);
            var utf8 = Encoding.UTF8.GetBytes(text);
            var reader = new Utf8JsonReader(utf8);
            reader.Read();
            places.Locate(ref reader, utf8, "");
            return places;
        }
        catch (JsonException broken)
        {
            var line = firstLine + (broken.LineNumber ?? 0);
            var problem = IsTooDeep(broken)
                ? $"it is nested deeper than {DeepestNesting} levels"
                : broken.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
            throw new InputException($"{file}:{line}: is not right JSON: {problem}", broken);
        }
        catch (InvalidOperationException broken)
        {
            throw new InputException($"{file}: holds half a character (a lone \\uD800 to \\uDFFF)", broken);
        }
    }

    /// <summary>An error at the value that the JSON pointer names.</summary>
    public InputException Fault(string pointer, string problem)
    {
        var line = _lines.GetValueOrDefault(pointer, _lines[""]);
        return new InputException($"{_file}:{line}: {(pointer.Length == 0 ? "" : $"{pointer}: ")}{problem}");
    }

    private static bool IsTooDeep(JsonException broken) =>
        broken.Message.Contains("configured depth", StringComparison.Ordinal);

    private void Locate(ref Utf8JsonReader reader, ReadOnlySpan<byte> text, string pointer)
    {
        CountLines(text[..(int)reader.TokenStartIndex]);
        _lines[pointer] = _line;
        if (reader.TokenType == JsonTokenType.String) reader.GetString();
        if (reader.TokenType == JsonTokenType.StartObject)
        {
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                Locate(ref reader, text, JsonPointers.Join(pointer, name));
            }
        }
        else if (reader.TokenType == JsonTokenType.StartArray)
        {
            for (var item = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; item++)
                Locate(ref reader, text, JsonPointers.Join(pointer, $"{item}"));
        }
    }

    private void CountLines(ReadOnlySpan<byte> before)
    {
        _line += before[_counted..].Count((byte)'\n');
        _counted = before.Length;
    }
}
