using BulkExtractor.Schedules;

namespace BulkExtractor.Web.Api;

/// <summary>A schedule, and where it stands.</summary>
/// <param name="Inbox">Where its files come from.</param>
/// <param name="NextAt">When it runs next; null while it is paused.</param>
public sealed record ScheduleInSight(
    string Job, string Cron, string TimeZone, string Inbox, bool Paused, DateTimeOffset? NextAt)
{
    /// <summary>When its newest run was asked for.</summary>
    public DateTimeOffset? LastAt { get; init; }

    /// <summary>Where that run stands: waiting, taking, extracting or finished.</summary>
    public string? LastState { get; init; }

    /// <summary>What that run did with its inbox, in words: 2 taken, 1 rejected, and why.</summary>
    public string? LastTold { get; init; }

    /// <summary>How many files it rejected.</summary>
    public int LastRejected { get; init; }

    internal static async Task<IReadOnlyList<ScheduleInSight>> ListAsync(
        ScheduleService schedules, CancellationToken cancellationToken) =>
        [.. (await schedules.ListAsync(null, cancellationToken)).Select(From)];

    private static ScheduleInSight From(ScheduleState state)
    {
        var schedule = state.Job.Schedule!;
        return new ScheduleInSight(
            state.Job.Definition.Name,
            schedule.Cron,
            schedule.TimeZone,
            Schedules.Inbox.For(state.Job).Pattern,
            state.Paused,
            state.NextAt)
        {
            LastAt = state.Run?.AskedAt,
            LastState = state.Run?.State,
            LastTold = state.Told,
            LastRejected = state.Rejected,
        };
    }
}
