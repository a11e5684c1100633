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

    /// <summary>Whether the providers' profiles count requests that they refuse for a limit.</summary>
    public bool CountRefused { get; init; }

    /// <summary>Whether minutes that roll in the providers' profiles are the clock's instead.</summary>
    public bool ClockMinutes { get; init; }

    internal TimeSpan DayLength => TimeSpan.FromDays(1) / Scale;
}
