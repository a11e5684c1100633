using System.Globalization;

namespace BulkExtractor.Web.Charts;

/// <summary>Where the marks of a time axis stand, and what is written at them.</summary>
internal static class TimeAxis
{
    private const int MostMarks = 6;

    private static readonly TimeSpan[] Steps =
    [
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(seconds => TimeSpan.FromSeconds(seconds)),
        .. new[] { 1, 2, 5, 10, 15, 30 }.Select(minutes => TimeSpan.FromMinutes(minutes)),
        .. new[] { 1, 2, 3, 6, 12 }.Select(hours => TimeSpan.FromHours(hours)),
        .. new[] { 1, 2, 7, 14, 30, 90, 365 }.Select(days => TimeSpan.FromDays(days)),
    ];

    /// <summary>Round instants between two others, with their labels.</summary>
    public static IReadOnlyList<(DateTimeOffset At, string Label)> Marks(DateTimeOffset from, DateTimeOffset to)
    {
        var step = Steps.FirstOrDefault(step => (to - from) / step <= MostMarks, Steps[^1]);
        var format = step < TimeSpan.FromMinutes(1) ? "HH:mm:ss" : step < TimeSpan.FromDays(1) ? "HH:mm" : "d MMM";
        var first = new DateTimeOffset((from.UtcTicks + step.Ticks - 1) / step.Ticks * step.Ticks, TimeSpan.Zero);
        return
        [
            .. Enumerable.Range(0, MostMarks + 2)
                .Select(number => first + (step * number))
                .TakeWhile(at => at <= to)
                .Select(at => (at, at.ToString(format, CultureInfo.InvariantCulture))),
        ];
    }
}
