using BulkExtractor.Benchmarks.Figures;

namespace BulkExtractor.Benchmarks.Engine;

/// <summary>What one way of doing the work did in a second, and this process' CPU for each request.</summary>
internal sealed record Speed(double RowsPerSecond, double CpuMillisecondsPerRequest)
{
    public static async Task<Speed> MeasureAsync(int rows, int requests, Func<Task> work)
    {
        var cpu = Environment.CpuUsage.TotalTime;
        var startedAt = TimeProvider.System.GetTimestamp();
        await work();
        var took = TimeProvider.System.GetElapsedTime(startedAt);
        var used = Environment.CpuUsage.TotalTime - cpu;
        return new Speed(rows / took.TotalSeconds, used.TotalMilliseconds / requests);
    }

    public static Speed Median(IReadOnlyCollection<Speed> speeds) => new(
        Pace.Median(speeds.Select(speed => speed.RowsPerSecond)),
        Pace.Median(speeds.Select(speed => speed.CpuMillisecondsPerRequest)));
}
