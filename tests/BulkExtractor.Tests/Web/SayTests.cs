using System.Text.Json.Nodes;
using BulkExtractor.Web.Parts;

namespace BulkExtractor.Tests.Web;

public sealed class SayTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, "0 %")]
    [InlineData(0.001, "< 1 %")]
    [InlineData(0.5, "50 %")]
    [InlineData(0.9999, "99 %")]
    [InlineData(1, "100 %")]
    public void Nearly_nothing_and_nearly_all_are_never_rounded_away(double share, string said) =>
        Assert.Equal(said, Say.Percent(share));

    [Fact]
    public void A_day_is_named_only_where_it_is_not_today()
    {
        Assert.Equal("15:00 UTC", Say.Instant(Noon.AddHours(3), Noon));
        Assert.Equal("Mon 2 Mar, 15:00 UTC", Say.Instant(Noon.AddHours(27), Noon));
        Assert.Equal("1 Mar 2027, 12:00 UTC", Say.Instant(Noon.AddYears(1), Noon));
    }

    [Theory]
    [InlineData(12_345, "12,345")]
    [InlineData(1_250_000, "1.3 M")]
    [InlineData(12_000_000_000, "12.0 G")]
    public void A_large_amount_is_shortened(long amount, string said) => Assert.Equal(said, Say.Amount(amount));

    [Fact]
    public void A_value_with_parts_is_one_line() => Assert.Equal(
        "a, 1; b", Say.Value(JsonNode.Parse("""[{"x":"a","y":1,"z":null},{"x":"b"}]""")));
}
