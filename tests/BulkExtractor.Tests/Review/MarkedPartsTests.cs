using BulkExtractor.Review;

namespace BulkExtractor.Tests.Review;

public sealed class MarkedPartsTests
{
    private const string Text = "Lamp, 20 EUR";

    private static readonly ValuePlace Title = new("title", 0, 12);
    private static readonly ValuePlace Price = new("price", 6, 2);

    [Fact]
    public void The_parts_together_are_the_text() => Assert.Equal(
        Text, string.Concat(MarkedParts.Mark(Text, [Title, Price]).Select(part => part.Text)));

    [Fact]
    public void A_value_within_another_is_shown_and_the_outer_one_goes_on_behind_it() => Assert.Equal(
        [("Lamp, ", "title", true), ("20", "price", true), (" EUR", "title", false)],
        MarkedParts.Mark(Text, [Title, Price]).Select(part => (part.Text, part.Place!.Field, part.Begins)));

    [Fact]
    public void A_text_without_places_is_one_part() =>
        Assert.Equal(new MarkedPart(Text, null, false), Assert.Single(MarkedParts.Mark(Text, [])));

    [Fact]
    public void An_empty_text_has_no_parts() => Assert.Empty(MarkedParts.Mark("", []));
}
