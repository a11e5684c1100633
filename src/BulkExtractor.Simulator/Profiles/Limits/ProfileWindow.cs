namespace BulkExtractor.Simulator.Profiles.Limits;

/// <summary>Over which time a limit counts.</summary>
internal sealed record ProfileWindow(string Kind, TimeSpan Length, Func<double, WindowUse> Open)
{
    private static readonly TimeSpan MinuteLength = TimeSpan.FromMinutes(1);

    /// <summary>From one minute of the clock to the next.</summary>
    public static readonly ProfileWindow ClockMinute = Calendar("window", MinuteLength, NextMinute);

    public static readonly ProfileWindow UtcDay = Day(TimeZoneInfo.Utc);

    /// <summary>A month of the calendar, in UTC.</summary>
    public static readonly ProfileWindow Month = Calendar("month", TimeSpan.FromDays(31), NextMonth);

    public static readonly ProfileWindow Minute = Rolling(MinuteLength);

    public static ProfileWindow Rolling(TimeSpan span) => new("window", span, _ => new RollingUse(span));

    /// <summary>What is used comes back steadily, all of it within the span.</summary>
    public static ProfileWindow Bucket(TimeSpan span) => new("window", span, amount => new BucketUse(amount, span));

    /// <summary>From midnight to midnight in a zone.</summary>
    public static ProfileWindow Day(TimeZoneInfo zone) =>
        Calendar("day", TimeSpan.FromDays(1), at => NextMidnight(at, zone));

    private static ProfileWindow Calendar(string kind, TimeSpan length, Func<DateTimeOffset, DateTimeOffset> end) =>
        new(kind, length, _ => new CalendarUse(end));

    private static DateTimeOffset NextMinute(DateTimeOffset at) =>
        new(at.Ticks - (at.Ticks % MinuteLength.Ticks) + MinuteLength.Ticks, at.Offset);

    private static DateTimeOffset NextMidnight(DateTimeOffset at, TimeZoneInfo zone)
    {
        var midnight = TimeZoneInfo.ConvertTime(at, zone).Date.AddDays(1);
        return new DateTimeOffset(midnight, zone.GetUtcOffset(midnight));
    }

    private static DateTimeOffset NextMonth(DateTimeOffset at)
    {
        var utc = at.UtcDateTime;
        return new DateTimeOffset(utc.Year, utc.Month, 1, 0, 0, 0, TimeSpan.Zero).AddMonths(1);
    }
}
