using BulkExtractor.Web.Charts;

namespace BulkExtractor.Tests.Web;

public sealed class PlotTests
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly Plot Hour = new(Noon, Noon.AddHours(1), 100);

    [Fact]
    public void Time_goes_from_edge_to_edge()
    {
        Assert.Equal(Plot.LeftEdge, Hour.X(Noon));
        Assert.Equal(Plot.RightEdge, Hour.X(Noon.AddHours(1)));
        Assert.Equal((Plot.LeftEdge + Plot.RightEdge) / 2, Hour.X(Noon.AddMinutes(30)));
    }

    [Fact]
    public void Nothing_is_drawn_outside()
    {
        Assert.Equal(Plot.RightEdge, Hour.X(Noon.AddDays(1)));
        Assert.Equal(Hour.Y(100), Hour.Y(1_000));
        Assert.Equal(Plot.BaseLine, Hour.Y(-5));
    }

    [Fact]
    public void A_span_of_nothing_and_values_of_nothing_are_drawn_all_the_same()
    {
        var nothing = new Plot(Noon, Noon, 0);

        Assert.Equal(Plot.LeftEdge, nothing.X(Noon));
        Assert.Equal(Plot.BaseLine, nothing.Y(0));
        Assert.Equal([0.0], nothing.Steps());
    }

    [Theory]
    [InlineData(100, 50)]
    [InlineData(7, 5)]
    [InlineData(1_000_000, 500_000)]
    [InlineData(0.3, 0.1)]
    public void Lines_across_stand_at_round_values(double most, double step) =>
        Assert.Equal(step, new Plot(Noon, Noon.AddHours(1), most).Steps()[1], 6);

    [Theory]
    [InlineData(3, "12:00:00")]
    [InlineData(3_600, "12:00")]
    [InlineData(86_400 * 30, "2 Mar")]
    public void Marks_of_time_are_few_and_round(int seconds, string first)
    {
        var marks = TimeAxis.Marks(Noon, Noon.AddSeconds(seconds));

        Assert.InRange(marks.Count, 2, 8);
        Assert.Equal(first, marks[0].Label);
    }
}
