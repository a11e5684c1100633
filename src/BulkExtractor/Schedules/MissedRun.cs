using BulkExtractor.BackgroundJobs;
using BulkExtractor.Basics;

namespace BulkExtractor.Schedules;

/// <summary>A run that came due while nobody was there to start it.</summary>
/// <param name="DueAt">When it came due; of several, the first.</param>
/// <param name="NextAt">When the next one comes due.</param>
/// <param name="RunsNow">Whether it is made up for, since the next one is far enough away.</param>
public sealed record MissedRun(DateTimeOffset DueAt, DateTimeOffset NextAt, bool RunsNow)
{
    // Whoever is there starts what is due within seconds.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Near = TimeSpan.FromHours(1);

    /// <summary>What a schedule missed; null where it missed nothing, or others are about to run it.</summary>
    /// <param name="schedule">As whoever runs it left it: its next run lies in the past if nobody started it.</param>
    /// <param name="isAlone">Whether no other worker is there.</param>
    public static MissedRun? Find(RegisteredSchedule schedule, bool isAlone, DateTimeOffset now)
    {
        if (schedule.NextAt is not { } due || due > now) return null;
        if (!isAlone && now - due < LongestDelay) return null;
        return Cron.FindNext(schedule.Cron, schedule.TimeZone, now) is { } next
            ? new MissedRun(due, next, next - now > Near)
            : null;
    }
}
