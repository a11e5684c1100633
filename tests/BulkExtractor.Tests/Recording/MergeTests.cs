using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Recording;
using BulkExtractor.Schema;

namespace BulkExtractor.Tests.Recording;

public sealed class MergeTests
{
    private static readonly FieldSchema Schema = new()
    {
        Properties =
        [
            new FieldProperty("total", new FieldSchema { Types = [FieldType.Number, FieldType.Null] }),
            new FieldProperty("items", new FieldSchema { Types = [FieldType.Array] }),
            new FieldProperty("supplier", new FieldSchema { Types = [FieldType.Object, FieldType.Null] }),
        ],
    };

    [Theory]
    [InlineData("""{"total":1}""", """{"total":2}""", """{"total":1}""")]
    [InlineData("""{"total":null}""", """{"total":2}""", """{"total":2}""")]
    [InlineData("""{"total":0}""", """{"total":2}""", """{"total":0}""")]
    [InlineData("""{"items":[]}""", """{"items":[1,2]}""", """{"items":[1,2]}""")]
    [InlineData("""{"items":[3]}""", """{"items":[1,2]}""", """{"items":[3,1,2]}""")]
    [InlineData("""{"supplier":""}""", """{"supplier":"Ada"}""", """{"supplier":"Ada"}""")]
    [InlineData("""{"other":false}""", """{"other":true}""", """{"other":false}""")]
    public void Of_values_without_a_place_the_first_one_found_is_taken(string first, string second, string expected) =>
        Assert.Equal(expected, Fields(MergeOf(Part(first), Part(second))));

    [Theory]
    [InlineData("""{"total":null}""", """{"total":null}""", """{"total":null}""")]
    [InlineData("""{"items":[]}""", """{"items":null}""", """{"items":[]}""")]
    [InlineData("""{}""", """{"items":[]}""", """{"items":[]}""")]
    public void What_no_slice_found_stays_as_empty_as_it_was(string first, string second, string expected) =>
        Assert.Equal(expected, Fields(MergeOf(Part(first), Part(second))));

    [Fact]
    public void An_object_is_filled_up_property_by_property() =>
        Assert.Equal(
            """{"supplier":{"name":"Ada","city":"Bern"}}""",
            Fields(MergeOf(
                Part("""{"supplier":{"name":"Ada","city":null}}"""),
                Part("""{"supplier":{"name":"Bo","city":"Bern"}}"""))));

    [Fact]
    public void Fields_stand_in_the_order_of_the_schema() =>
        Assert.Equal(
            """{"total":1,"items":[2],"other":3}""",
            Fields(MergeOf(Part("""{"other":3,"items":[2]}"""), Part("""{"total":1}"""))));

    [Fact]
    public void A_grounded_value_beats_one_that_is_not_even_if_it_stands_later() =>
        Assert.Equal(
            """{"total":2}""",
            Fields(MergeOf(Part("""{"total":1}""", ("/total", -1)), Part("""{"total":2}""", ("/total", 50)))));

    [Fact]
    public void What_more_slices_say_beats_what_stands_first() =>
        Assert.Equal(
            """{"total":2}""",
            Fields(MergeOf(
                Part("""{"total":1}""", ("/total", 0)),
                Part("""{"total":2}""", ("/total", 50)),
                Part("""{"total":2.0}""", ("/total", 90)))));

    [Fact]
    public void Slices_that_say_different_things_are_told_and_make_the_value_less_sure()
    {
        var merged = MergeOf(Part("""{"total":1}""", ("/total", 0)), Part("""{"total":2}""", ("/total", 50))).Evidence;

        Assert.Equal(["/total: said differently: 1 by slice 1; 2 by slice 2"], merged.Flags);
        Assert.Equal(0.97 / 2, merged.Confidence);
        Assert.True(Assert.Single(merged.Said).IsDispute);
    }

    [Fact]
    public void What_is_not_in_the_text_disputes_nothing_that_is()
    {
        var merged = MergeOf(Part("""{"total":1}""", ("/total", -1)), Part("""{"total":2}""", ("/total", 50))).Evidence;

        Assert.Empty(merged.Flags);
        Assert.Equal(0.97, merged.Confidence);
    }

    [Fact]
    public void Lists_are_united_in_the_order_of_the_text_with_the_places_of_their_items()
    {
        var merged = MergeOf(
            Part("""{"items":["a","c"]}""", ("/items/0", 0), ("/items/1", 60)),
            Part("""{"items":["b"]}""", ("/items/0", 30)));

        Assert.Equal("""{"items":["a","b","c"]}""", Fields(merged));
        Assert.Equal(
            [0, 30, 60],
            Enumerable.Range(0, 3).Select(item => merged.Evidence.Places[$"/items/{item}"].Start));
    }

    [Theory]
    [InlineData(50, 50, 1)]
    [InlineData(50, 53, 1)]
    [InlineData(50, 90, 2)]
    [InlineData(50, -1, 1)]
    public void An_equal_line_is_another_line_only_at_another_place(int first, int second, int lines)
    {
        var merged = MergeOf(
            Part("""{"items":[{"text":"Freight"}]}""", ("/items/0/text", first)),
            Part("""{"items":[{"text":"freight"}]}""", ("/items/0/text", second)));

        Assert.Equal(lines, merged.Fields["items"]!.AsArray().Count);
    }

    [Fact]
    public void Of_a_line_that_was_cut_off_at_the_border_the_whole_one_stays()
    {
        var merged = MergeOf(
            Part("""{"items":[{"text":"Freight","amount":null}]}""", ("/items/0/text", 50)),
            Part("""{"items":[{"text":"Freight","amount":5}]}""", ("/items/0/text", 50), ("/items/0/amount", 60)));

        Assert.Equal("""{"items":[{"text":"Freight","amount":5}]}""", Fields(merged));
        Assert.Equal(60, merged.Evidence.Places["/items/0/amount"].Start);
    }

    [Fact]
    public void A_name_is_one_thing_wherever_it_stands_unless_one_slice_lists_it_twice() =>
        Assert.Equal(
            """{"items":["Bern","Bern","Ulm"]}""",
            Fields(MergeOf(Part("""{"items":["Bern","Bern"]}"""), Part("""{"items":["bern","Ulm"]}"""))));

    [Fact]
    public void A_list_is_not_longer_than_the_schema_allows_and_says_so()
    {
        var schema = new FieldSchema
        {
            Properties = [new FieldProperty("items", new FieldSchema { Types = [FieldType.Array], MaxItems = 2 })],
        };

        var merged = Merge.Unite(schema, [Part("""{"items":["a","b"]}"""), Part("""{"items":["c"]}""")]);

        Assert.Equal("""{"items":["a","b"]}""", Fields(merged));
        Assert.Equal(["/items: 3 were found, more than the schema allows"], merged.Evidence.Flags);
    }

    [Fact]
    public void One_part_alone_stays_as_it_is()
    {
        var part = Part("""{"items":["b","a"]}""", ("/items/0", 9), ("/items/1", 3));

        Assert.Same(part, MergeOf(part));
    }

    private static ExtractedAnswer MergeOf(params ExtractedAnswer[] slices) =>
        Merge.Unite(
            Schema,
            [.. slices.Select((slice, i) => slices.Length == 1 ? slice : slice with { By = $"slice {i + 1}" })]);

    /// <summary>A part with the places of its values; a place before the text is none.</summary>
    private static ExtractedAnswer Part(string fields, params (string Pointer, int Start)[] places) => new(
        "slice",
        JsonNode.Parse(fields)!.AsObject(),
        Evidence.From(
            places.ToDictionary(place => place.Pointer, place => place.Start < 0
                ? new SourceSpan(0, 0, MatchKind.None) { Confidence = 0.25 }
                : new SourceSpan(place.Start, 5, MatchKind.Exact) { Confidence = 0.97 }),
            [.. places.Where(place => place.Start < 0).Select(place => $"{place.Pointer}: not in the document")]));

    private static string Fields(ExtractedAnswer merged) => merged.Fields.ToJsonString();
}
