namespace BulkExtractor.Basics;

/// <summary>
/// Days, or months, as a time zone has them: one of 23 hours is a day like any other. Mirrored by
/// <c>bulk.window_day</c> and <c>bulk.window_end</c>; a test compares the two.
/// </summary>
public sealed record CalendarWindow(TimeZoneInfo Zone, bool Monthly = false)
{
    /// <summary>A day that ends at midnight UTC.</summary>
    public static readonly CalendarWindow UtcDay = new(TimeZoneInfo.Utc);

    /// <summary>The first date of the day or month in which an instant lies.</summary>
    public DateOnly DateOf(DateTimeOffset at)
    {
        var date = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(at, Zone).DateTime);
        return Monthly ? new DateOnly(date.Year, date.Month, 1) : date;
    }

    /// <summary>When the day or month began in which an instant lies.</summary>
    public DateTimeOffset StartOf(DateTimeOffset at) => MidnightOf(DateOf(at));

    /// <summary>When the day or month ends in which an instant lies.</summary>
    public DateTimeOffset EndOf(DateTimeOffset at)
    {
        var date = DateOf(at);
        return MidnightOf(Monthly ? date.AddMonths(1) : date.AddDays(1));
    }

    // Of a midnight that comes twice the first counts; one that is skipped is the instant at which it is.
    private DateTimeOffset MidnightOf(DateOnly date)
    {
        var midnight = date.ToDateTime(TimeOnly.MinValue);
        var offset = Zone.IsAmbiguousTime(midnight)
            ? Zone.GetAmbiguousTimeOffsets(midnight).Max()
            : Zone.GetUtcOffset(midnight);
        return new DateTimeOffset(midnight, offset).ToUniversalTime();
    }
}
