namespace BulkExtractor.Simulator;

/// <summary>The limits of the simulator's own account, and the scale of all windows.</summary>
public sealed record LimitOptions
{
    /// <summary>The most requests in a window; null bounds none.</summary>
    public int? Requests { get; init; }

    /// <summary>The length of that window, before scaling.</summary>
    public TimeSpan Window { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>The most requests a day; null bounds none.</summary>
    public int? RequestsPerDay { get; init; }

    /// <summary>How many times shorter every window is than it is called, days included.</summary>
    public double Scale { get; init; } = 1;

    internal TimeSpan DayLength => TimeSpan.FromDays(1) / Scale;
}
