using System.Text.Json.Nodes;
using BulkExtractor.Extraction;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Extraction;

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
    [InlineData("""{"items":[3]}""", """{"items":[1,2]}""", """{"items":[3]}""")]
    [InlineData("""{"supplier":""}""", """{"supplier":"Ada"}""", """{"supplier":"Ada"}""")]
    [InlineData("""{"other":false}""", """{"other":true}""", """{"other":false}""")]
    public void The_first_value_found_in_slice_order_is_taken(string first, string second, string expected) =>
        Assert.Equal(expected, MergeOf(first, second));

    [Theory]
    [InlineData("""{"total":null}""", """{"total":null}""", """{"total":null}""")]
    [InlineData("""{"items":[]}""", """{"items":null}""", """{"items":[]}""")]
    [InlineData("""{}""", """{"items":[]}""", """{"items":[]}""")]
    public void What_no_slice_found_stays_as_empty_as_it_was(string first, string second, string expected) =>
        Assert.Equal(expected, MergeOf(first, second));

    [Fact]
    public void An_object_is_filled_up_property_by_property() =>
        Assert.Equal(
            """{"supplier":{"name":"Ada","city":"Bern"}}""",
            MergeOf("""{"supplier":{"name":"Ada","city":null}}""", """{"supplier":{"name":"Bo","city":"Bern"}}"""));

    [Fact]
    public void Fields_stand_in_the_order_of_the_schema() =>
        Assert.Equal(
            """{"total":1,"items":[2],"other":3}""",
            MergeOf("""{"other":3,"items":[2]}""", """{"total":1}"""));

    private static string MergeOf(params string[] slices) =>
        Merge.FirstFound(Schema, [.. slices.Select(slice => JsonNode.Parse(slice)!.AsObject())]).ToJsonString();
}
