using BulkExtractor.Forecasting;

namespace BulkExtractor.Web.Charts;

/// <summary>How many documents were done when, and when all will be: a line that opens into a cone.</summary>
/// <param name="Done">Documents extracted at instants, the last of them now.</param>
/// <param name="All">How many there are.</param>
/// <param name="P50">When all are done, as likely earlier as later; null when nobody knows or it is over.</param>
/// <param name="P90">When all are done nine times in ten.</param>
public sealed record Cone(IReadOnlyList<Point> Done, int All, DateTimeOffset? P50, DateTimeOffset? P90)
{
    /// <summary>The cone of a batch; null before its first answer.</summary>
    /// <param name="width">How long the spans of requests are: what a span brought is there at its end.</param>
    public static Cone? Draw(
        BatchProgress batch,
        IReadOnlyList<RequestBucket> requests,
        TimeSpan width,
        Forecast? forecast,
        DateTimeOffset now)
    {
        if (requests.Count == 0 || batch.Documents == 0) return null;
        var spans = requests
            .GroupBy(bucket => bucket.At)
            .Select(span => (At: span.Key, Rows: span.Sum(b => b.Rows)))
            .ToList();
        List<Point> points = [new(batch.FinishedAt ?? now, batch.Extracted)];
        double left = batch.Extracted;
        // Backwards from what stands now: the latest requests may not be all there were.
        foreach (var (at, rows) in spans.AsEnumerable().Reverse())
        {
            if (at + width < points[^1].At) points.Add(new Point(at + width, left));
            left = Math.Max(0, left - rows);
            if (at < points[^1].At) points.Add(new Point(at, left));
        }

        points.Reverse();
        return new Cone(points, batch.Documents, forecast?.P50, forecast?.P90);
    }
}

public sealed record Point(DateTimeOffset At, double Value);
