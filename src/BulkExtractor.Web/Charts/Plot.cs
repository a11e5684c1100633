using System.Globalization;
using System.Text;

namespace BulkExtractor.Web.Charts;

/// <summary>The arithmetic of a chart: from instants and values to places in an SVG.</summary>
/// <param name="Most">The value at the upper edge.</param>
public sealed record Plot(DateTimeOffset From, DateTimeOffset To, double Most)
{
    /// <summary>The size of the drawing in its own units.</summary>
    public const int Width = 640, Height = 200;

    private const int Left = 44, Right = 12, Top = 12, Bottom = 26;

    private static readonly int[] RoundNumbers = [1, 2, 5, 10];

    /// <summary>Where values begin.</summary>
    public static double LeftEdge => Left;

    /// <summary>Where values end.</summary>
    public static double RightEdge => Width - Right;

    /// <summary>Where the value 0 stands.</summary>
    public static double BaseLine => Height - Bottom;

    public double X(DateTimeOffset at)
    {
        var span = (To - From).TotalSeconds;
        var share = span <= 0 ? 0 : Math.Clamp((at - From).TotalSeconds / span, 0, 1);
        return Left + (share * (Width - Left - Right));
    }

    public double Y(double value) =>
        BaseLine - (Math.Clamp(Most <= 0 ? 0 : value / Most, 0, 1) * (Height - Top - Bottom));

    public string Line(IEnumerable<Point> points)
    {
        var path = new StringBuilder();
        foreach (var point in points)
        {
            path.Append(path.Length == 0 ? 'M' : 'L')
                .Append(Text(X(point.At))).Append(' ').Append(Text(Y(point.Value)));
        }

        return path.ToString();
    }

    /// <summary>The area under a line.</summary>
    public string Area(IReadOnlyList<Point> points) => points.Count == 0
        ? ""
        : $"{Line(points)}L{Text(X(points[^1].At))} {Text(BaseLine)}L{Text(X(points[0].At))} {Text(BaseLine)}Z";

    /// <summary>A number as SVG writes it.</summary>
    public static string Text(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);

    /// <summary>Round values for the lines across, from 0 up to what the chart reaches.</summary>
    public IReadOnlyList<double> Steps()
    {
        var step = Nice(Most / 3);
        return [.. Enumerable.Range(0, 1 + (int)(Most / step)).Select(number => number * step)];
    }

    /// <summary>A value a little above the largest, so that no line touches the edge.</summary>
    public static double Above(double largest) => largest <= 0 ? 1 : largest * 1.08;

    private static double Nice(double rough)
    {
        if (rough <= 0) return 1;
        var unit = Math.Pow(10, Math.Floor(Math.Log10(rough)));
        return RoundNumbers.Select(factor => factor * unit).First(step => step >= rough * 0.999);
    }
}
