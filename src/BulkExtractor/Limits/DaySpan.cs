namespace BulkExtractor.Limits;

/// <summary>How far some requests reach over days: what is left of today, then as many as a day allows.</summary>
public sealed record DaySpan(int Requests, int Left, int PerDay)
{
    /// <summary>The days after today that are needed; none when today is enough.</summary>
    public int FurtherDays => Requests <= Left ? 0 : (Requests - Left + PerDay - 1) / Math.Max(1, PerDay);

    /// <summary>The span in words; null when today is enough.</summary>
    public string? Describe(DateTimeOffset now)
    {
        if (FurtherDays == 0) return null;
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        var last = FurtherDays == 1 ? "" : $", the last of them on {today.AddDays(FurtherDays):O}";
        return $"It needs about {Requests} requests and {Left} of {PerDay} are left today: "
            + $"it goes on at {today.AddDays(1):O} 00:00 UTC{last}.";
    }
}
