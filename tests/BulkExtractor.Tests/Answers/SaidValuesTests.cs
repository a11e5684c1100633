using BulkExtractor.Answers;
using BulkExtractor.Calls;
using BulkExtractor.Schema;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Answers;

/// <summary>Values that could be meant in two ways: what document and schema settle, and what is flagged.</summary>
public sealed class SaidValuesTests
{
    private const string Id = "aaaa1111";

    private static readonly FieldSchema Texts = new() { Types = [FieldType.Array], Items = Text };
    private static readonly FieldSchema Nullable = new() { Types = [FieldType.String, FieldType.Null] };

    private static readonly FieldSchema Fields = Object(
        ("name", Text), ("place", Nullable), ("colours", Texts), ("sizes", Texts), ("re-mark", Text), ("count", Number))
        with
    {
        Required = ["name"],
    };

    [Theory]
    [InlineData("\"[\\\"red\\\", \\\"blue\\\"]\"", false)]
    [InlineData("\"['red', 'blue']\"", false)]
    [InlineData("\"('red', 'blue')\"", false)]
    [InlineData("\"{'red', 'blue'}\"", false)]
    [InlineData("\"red, blue\"", true)]
    [InlineData("\"red; blue\"", true)]
    [InlineData("\"- red\\n- blue\"", true)]
    [InlineData("{\"value\":[\"red\",\"blue\"]}", false)]
    public void A_list_that_came_as_text_is_that_list(string colours, bool flagged)
    {
        var reading = Read($$"""{"name":"Anna","colours":{{colours}}}""", "Anna likes red and blue");

        Assert.Equal("""["red","blue"]""", reading.Fields!["colours"]!.ToJsonString());
        Assert.Equal(flagged, reading.Evidence.Flags.Contains("/colours: a list that came as one text"));
    }

    [Fact]
    public void A_text_is_never_the_only_item_of_a_list_without_a_doubt()
    {
        var reading = Read("""{"name":"Anna","colours":"red"}""", "Anna likes red and blue");

        Assert.Equal("""["red"]""", reading.Fields!["colours"]!.ToJsonString());
        Assert.Equal(["/colours: a list that came as one text"], reading.Evidence.Flags);
        Assert.InRange(reading.Evidence.Confidence!.Value, 0, 0.5);
    }

    [Theory]
    [InlineData("\"[red, blue\"")]
    [InlineData("\"[red, blue]\"")]
    public void A_text_that_begins_as_a_list_and_is_none_is_refused(string colours) =>
        Assert.False(Read($$"""{"name":"Anna","colours":{{colours}}}""", "Anna likes red and blue").Answered);

    [Theory]
    [InlineData("Re-Mark")]
    [InlineData("re-mark:")]
    [InlineData(" re-mark ")]
    [InlineData("'re-mark'")]
    [InlineData("re_mark")]
    [InlineData("REMARK")]
    public void A_field_under_another_spelling_is_that_field(string name)
    {
        var reading = Read($$"""{"name":"Anna","{{name}}":"tall"}""", "Anna is tall");

        Assert.Equal("""{"name":"Anna","re-mark":"tall"}""", reading.Fields!.ToJsonString());
        Assert.Empty(reading.Evidence.Flags);
        Assert.NotEmpty(reading.Repairs);
    }

    [Fact]
    public void A_field_in_two_spellings_that_differ_is_flagged()
    {
        var reading = Read("""{"name":"Anna","Name":"Otto"}""", "Anna and Otto");

        Assert.Equal("Anna", (string?)reading.Fields!["name"]);
        Assert.Equal(["/name: the reply names it twice, differently"], reading.Evidence.Flags);
    }

    [Fact]
    public void A_stranger_flags_what_is_missing()
    {
        var reading = Read(
            """{"name":"Anna","place":"Ulm","colours":[],"sizes":[],"count":1,"remarks":"tall"}""",
            "Anna of Ulm, 1, is tall");

        Assert.Equal(
            ["/re-mark: nothing is said, but \"remarks\" is, which the schema does not know"], reading.Evidence.Flags);
        Assert.InRange(reading.Evidence.Confidence!.Value, 0, 0.5);
    }

    [Fact]
    public void A_field_within_another_one_is_flagged()
    {
        var schema = Object(("seller", Object(("name", Text))), ("remark", Text));

        var reading = Read("""{"seller":{"name":"Anna","remark":"tall"}}""", "Anna is tall", schema);

        Assert.Equal(["/seller/remark: a field that belongs elsewhere"], reading.Evidence.Flags);
    }

    [Fact]
    public void A_stranger_that_says_nothing_flags_nothing() =>
        Assert.Empty(Read("""{"name":"Anna","remarks":null}""", "Anna").Evidence.Flags);

    [Theory]
    [InlineData("None")]
    [InlineData("none")]
    [InlineData("nil")]
    [InlineData("NULL")]
    [InlineData("n/a")]
    [InlineData("unknown")]
    [InlineData("undefined")]
    [InlineData("-")]
    [InlineData("(none)")]
    public void A_word_for_nothing_is_nothing_where_that_is_allowed(string word)
    {
        var reading = Read(
            $$"""{"name":"Anna","place":"{{word}}","re-mark":"{{word}}","count":"{{word}}"}""", "Anna");

        Assert.Equal("""{"name":"Anna","place":null}""", reading.Fields!.ToJsonString());
        Assert.Contains($"/place: \"{word}\" → null", reading.Repairs);
        Assert.Empty(reading.Evidence.Flags);
    }

    [Theory]
    [InlineData("Unknown", "Anna sings Unknown")]
    [InlineData("none", "Anna; none")]
    [InlineData("-", "name: Anna\nplace: -\n")]
    [InlineData("[-]", "It says [-] of Anna")]
    public void A_word_that_stands_in_the_document_stays_with_a_doubt(string word, string document)
    {
        var reading = Read($$"""{"name":"Anna","place":"{{word}}"}""", document);

        Assert.Equal(word, (string?)reading.Fields!["place"]);
        Assert.Equal(["/place: it may say that there is none"], reading.Evidence.Flags);
    }

    [Fact]
    public void A_word_within_another_does_not_stand_in_the_document() =>
        Assert.Null(Read("""{"name":"Anna","place":"none"}""", "Anna the nonentity").Fields!["place"]);

    [Fact]
    public void A_word_that_the_schema_names_is_a_value()
    {
        var schema = Object(
            ("kind", Nullable with { Enum = ["none", "some", null] }),
            ("state", Nullable with { Examples = ["Unknown"] }));

        var reading = Read("""{"kind":"none","state":"unknown"}""", "Anna", schema);

        Assert.Equal("""{"kind":"none","state":"unknown"}""", reading.Fields!.ToJsonString());
    }

    [Fact]
    public void A_required_text_stays_and_is_flagged()
    {
        var reading = Read("""{"name":"None"}""", "Anna");

        Assert.Equal("None", (string?)reading.Fields!["name"]);
        Assert.Contains("/name: it may say that there is none", reading.Evidence.Flags);
    }

    [Fact]
    public void A_list_of_anything_takes_one_text_as_its_item()
    {
        var reading = Read("""{"any":"x"}""", "x", Object(("any", new FieldSchema { Types = [FieldType.Array] })));

        Assert.Equal("""{"any":["x"]}""", reading.Fields!.ToJsonString());
    }

    [Fact]
    public void A_word_for_nothing_is_no_list()
    {
        var schema = Object(("colours", Texts)) with { Required = ["colours"] };

        Assert.False(Read("""{"colours":"None"}""", "Anna likes red", schema).Answered);
    }

    [Theory]
    [InlineData("""{"name":{"value":"Anna"}}""")]
    [InlineData("""{"name":{"Value":"Anna","note":null}}""")]
    public void A_value_in_an_object_of_its_own_is_that_value(string fields)
    {
        var reading = Read(fields, "Anna");

        Assert.Equal("Anna", (string?)reading.Fields!["name"]);
        Assert.Empty(reading.Evidence.Flags);
    }

    [Fact]
    public void A_value_with_more_beside_it_is_flagged() =>
        Assert.Equal(
            ["/count: the reply says more of it than its value"],
            Read("""{"name":"Anna","count":{"value":5,"unit":"thousand"}}""", "Anna, 5").Evidence.Flags);

    [Theory]
    [InlineData("""x\_y""", "the word x_y here", "x_y", false)]
    [InlineData("""x\_y""", """the path x\_y here""", """x\_y""", false)]
    [InlineData("""x\_y""", """both x_y and x\_y""", "x_y", true)]
    [InlineData("""x\_y""", "neither", "x_y", true)]
    [InlineData("""K\\u00f6ln""", "in Köln", "Köln", false)]
    [InlineData("""K\\u00f6ln""", """in K\u00f6ln""", """K\u00f6ln""", false)]
    public void The_document_settles_what_an_escape_means(string said, string document, string name, bool flagged)
    {
        var reading = Read($$"""{"name":"{{said}}"}""", document);

        Assert.Equal(name, (string?)reading.Fields!["name"]);
        Assert.Equal(flagged, reading.Evidence.Flags.Contains("/name: its escapes can be read in two ways"));
    }

    private static ChunkReading Read(string fields, string document, FieldSchema? schema = null)
    {
        var pack = Pack((Id, document)) with { Definition = Definition(schema ?? Fields) };
        var content = $$"""{"documents":[{"id":"{{Id}}","fields":{{fields}}}]}""";
        return AnswerReader.Read(pack, new ModelReply { Content = content }).Readings[0];
    }
}
