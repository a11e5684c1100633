using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Basics;
using BulkExtractor.Calls;
using BulkExtractor.Schema;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Answers;

/// <summary>JSON files made to mislead parsers, as replies and within them.</summary>
public sealed class HostileJsonTests
{
    private const string Id = "aaaa1111";

    // No JSON, but nothing else can be meant.
    private static readonly string[] Loose =
    [
        "i_structure_UTF-8_BOM_empty_object.json {}",
        "n_number_+1.json [1]",
        "n_number_.2e-3.json [0.2e-3]",
        "n_number_neg_real_without_int_part.json [-0.123]",
        "n_number_starting_with_dot.json [0.123]",
        """n_object_key_with_single_quotes.json {"key":"value"}""",
        """n_object_several_trailing_commas.json {"id":0}""",
        """n_object_single_quote.json {"a":0}""",
        """n_object_trailing_comment.json {"a":"b"}""",
        """n_object_two_commas_in_a_row.json {"a":"b","c":"d"}""",
        """n_object_unquoted_key.json {"a":"b"}""",
        """n_string_escape_x.json ["\uFFFD"]""",
        """n_string_single_quote.json ["single quote"]""",
        """n_string_unescaped_ctrl_char.json ["a\uFFFDa"]""",
        """n_string_unescaped_newline.json ["new\nline"]""",
        """n_string_unescaped_tab.json ["\t"]""",
        "n_structure_U+2060_word_joined.json []",
        "n_structure_capitalized_True.json [true]",
        """n_structure_object_with_comment.json {"a":"b"}""",
        "n_structure_whitespace_U+2060_word_joiner.json []",
        "n_structure_whitespace_formfeed.json []",
    ];

    [Fact]
    public void As_a_whole_reply_none_is_an_answer() =>
        Assert.All(Files(), file => Assert.Empty(Read(file.Text).Fields));

    [Fact]
    public void As_a_whole_reply_none_passes_the_whole_check() => Assert.All(
        Files(), file => Assert.All(Check(file.Text, file.Text), reading => Assert.False(reading.Answered, file.Name)));

    [Fact]
    public void A_document_that_quotes_one_is_answered_with_it_to_the_letter()
    {
        foreach (var (name, text) in Files())
        {
            var told = CleanText.Clean(text).Trim();
            var reply = new JsonObject
            {
                ["documents"] = new JsonArray(
                    new JsonObject { ["id"] = Id, ["fields"] = new JsonObject { ["value"] = told } }),
            };

            var reading = Check($"It said: {told} and no more", reply.ToJsonString())[0];

            Assert.True(reading.Answered, $"{name}: {reading.Problem}");
            Assert.True((string)reading.Fields!["value"]! == told, name);
        }
    }

    [Fact]
    public void As_a_value_each_passes_the_whole_check_as_a_strict_parser_reads_it_or_not_at_all()
    {
        foreach (var (name, text) in Files())
        {
            var reading = Check(
                text, "{\"documents\":[{\"id\":\"" + Id + "\",\"fields\":{\"value\":" + text + "}}]}")[0];

            if (reading.Answered)
            {
                Assert.Equal(
                    Coerced(ReadAsValue(text).Fields[Id]["value"]), CanonicalJson.Write(reading.Fields!["value"]));
            }

            Assert.True(reading.Answered || reading.Problem is not null, name);
        }
    }

    [Fact]
    public void As_a_value_each_is_read_as_a_strict_parser_reads_it_or_as_its_only_reading()
    {
        var accepted = 0;
        var loose = new List<string>();
        foreach (var (name, text) in Files())
        {
            var read = ReadAsValue(text);

            if (!read.Fields.TryGetValue(Id, out var fields)) continue;

            accepted++;
            // Only a trailing comma or a brace too many after the document may be overlooked.
            var expected = Parse(text, default)
                ?? Parse(text.TrimEnd().TrimEnd(','), new() { AllowTrailingCommas = true })
                ?? Parse(text.TrimEnd('}') + "}", default);
            if (expected is null)
            {
                loose.Add($"{name} {fields["value"]!.ToJsonString()}");
                continue;
            }

            Assert.True(
                CanonicalJson.Write(expected["value"]) == CanonicalJson.Write(fields["value"]),
                $"{name}: {text} was read as {fields.ToJsonString()}");
        }

        Assert.Equal(Loose, loose.Order(StringComparer.Ordinal));

        Assert.InRange(accepted, 80, 200);
    }

    [Fact]
    public void Every_file_that_must_parse_does_unless_it_names_a_property_twice()
    {
        var lost = Files()
            .Where(f => f.Name.StartsWith("y_", StringComparison.Ordinal))
            .Where(f => !ReadAsValue(f.Text).Fields.ContainsKey(Id))
            .Select(f => f.Name);

        Assert.Equal(["y_object_duplicated_key.json", "y_object_duplicated_key_and_value.json"], lost);
    }

    [Fact]
    public void Whatever_is_read_can_be_coerced_and_checked()
    {
        var schemas = Enum.GetValues<FieldType>().Select(type => new FieldSchema
        {
            Types = [type],
            Enum = [1, "a"],
            Pattern = "^a+$",
            Format = "date",
            MinLength = 1,
            Minimum = 1,
            MultipleOf = 0.01m,
            UniqueItems = true,
            Items = new FieldSchema { Types = [type] },
        }).ToList();
        var values = Files().Select(f => Parse(f.Text, default)?["value"]).Where(v => v is not null);

        Assert.All(values, value => Assert.All(schemas, schema =>
        {
            var problems = SchemaCheck.Check(schema, new FieldReader().Read(schema, value));

            Assert.All(problems, p => Assert.InRange(p.Message.Length, 1, 300));
        }));
    }

    private static IEnumerable<(string Name, string Text)> Files() =>
        SharedFiles.In("hostile_json")
            .Where(path => path.EndsWith(".json", StringComparison.Ordinal))
            .Select(path => (Path.GetFileName(path), Encoding.UTF8.GetString(File.ReadAllBytes(path))));

    // Blanks around a text, and the names people give to nothing, are none of its value.
    private static string Coerced(JsonNode? value) =>
        CanonicalJson.Write(new FieldReader().Read(new FieldSchema(), value));

    private static IReadOnlyList<ChunkReading> Check(string document, string reply)
    {
        var pack = Some.Pack((Id, document)) with
        {
            Definition = Some.Definition(Some.Object(("value", new FieldSchema()))),
        };
        return AnswerReader.Read(pack, new ModelReply { Content = reply }).Readings;
    }

    private static ReadDocuments Read(string content) => ReplyReader.Read(content, [Id], ["value"]);

    private static ReadDocuments ReadAsValue(string json) =>
        Read("{\"documents\":[{\"id\":\"" + Id + "\",\"fields\":{\"value\":" + json + "}}]}");

    private static JsonObject? Parse(string text, JsonDocumentOptions options)
    {
        try
        {
            var unique = options with { AllowDuplicateProperties = false };
            return new JsonObject { ["value"] = JsonNode.Parse(JsonEscapes.Clean(text), null, unique) };
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
