namespace BulkExtractor.Benchmarks.Figures;

/// <summary>How often something can be done in a second by several at once.</summary>
internal static class Pace
{
    /// <summary>Lets clients work for a while; what they did together, a second.</summary>
    /// <param name="work">Does it once for a client; how much was done, 0 when nothing is left to do.</param>
    public static async Task<double> MeasureAsync(int clients, TimeSpan span, Func<int, Task<int>> work)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        var done = await Task.WhenAll(Enumerable.Range(0, clients).Select(ClientAsync));
        return done.Sum() / TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;

        async Task<long> ClientAsync(int client)
        {
            var sum = 0L;
            while (TimeProvider.System.GetElapsedTime(startedAt) < span)
            {
                var some = await work(client);
                if (some == 0) break;
                sum += some;
            }

            return sum;
        }
    }

    /// <summary>The middle one.</summary>
    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToList();
        return sorted.Count % 2 == 1
            ? sorted[sorted.Count / 2]
            : (sorted[(sorted.Count / 2) - 1] + sorted[sorted.Count / 2]) / 2;
    }
}
