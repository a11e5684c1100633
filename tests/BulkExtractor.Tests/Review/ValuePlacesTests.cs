using System.Text.Json.Nodes;
using BulkExtractor.Review;

namespace BulkExtractor.Tests.Review;

public sealed class ValuePlacesTests
{
    private const string Text = "Lamp from 2012, 12 EUR. Call ANNA in Mainz.";

    [Theory]
    [InlineData("\"Lamp\"", "Lamp")]
    [InlineData("\"Anna\"", "ANNA")]
    [InlineData("12", "12 EUR")]
    [InlineData("""{"who":["Anna"]}""", "ANNA")]
    public void A_value_is_found_where_it_stands_as_a_whole_word(string value, string place)
    {
        var found = Assert.Single(ValuePlaces.Find(Text, "field", JsonNode.Parse(value)));

        Assert.Equal(Text.IndexOf(place, StringComparison.Ordinal), found.Start);
    }

    [Theory]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("\"main\"")]
    [InlineData("\"\"")]
    public void What_does_not_stand_there_has_no_place(string value) =>
        Assert.Empty(ValuePlaces.Find(Text, "field", JsonNode.Parse(value)));

    [Fact]
    public void A_corrected_value_is_searched_and_the_others_stand_where_they_were_found()
    {
        var document = Document("""{"price":12,"city":"Mainz"}""") with
        {
            Grounding = JsonNode.Parse(
                """
                {"/price":{"how":"exact","start":16,"length":2,"confidence":0.9},
                 "/city":{"how":"exact","start":0,"length":4,"confidence":0.9}}
                """)!.AsObject(),
            Corrections =
            [
                new Correction(
                    "city", JsonValue.Create("Lamp"), JsonValue.Create("Mainz"), DateTimeOffset.UnixEpoch),
            ],
        };

        Assert.Equal(
            [("price", 16), ("city", 37)],
            ValuePlaces.Locate(document).Select(place => (place.Field, place.Start)));
    }

    [Fact]
    public void Without_anything_found_at_reading_every_value_is_searched() =>
        Assert.Equal(
            ["item", "city"],
            ValuePlaces.Locate(Document("""{"item":"Lamp","city":"Mainz"}""")).Select(p => p.Field));

    private static ReviewedDocument Document(string fields) =>
        new(new DocumentRow(1, "A", Text, "extracted") { Fields = JsonNode.Parse(fields)!.AsObject() })
        {
            Columns = [],
        };
}
