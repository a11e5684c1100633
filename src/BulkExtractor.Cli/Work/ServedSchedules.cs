using BulkExtractor.BackgroundJobs;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using BulkExtractor.Schedules;
using BulkExtractor.Web;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>Schedules as the dashboard shows and changes them.</summary>
internal sealed class ServedSchedules(AppServices app, IBackgroundJobs jobs)
{
    private readonly ScheduledJobs _scheduled =
        new(RepositoryRoot.Jobs, app.Loggers.CreateLogger<ScheduledJobs>());

    public ScheduleSources Sources => new()
    {
        List = ListAsync,
        RunNow = (name, token) => new ScheduleRunner(app.Runs, jobs).AskAsync(Find(name), byHand: true, token),
        Pause = (name, token) => ChangeAsync(name, app.Runs.PauseAsync, token),
        Resume = (name, token) => ChangeAsync(name, app.Runs.ResumeAsync, token),
    };

    private async Task<IReadOnlyList<ScheduleInSight>> ListAsync(CancellationToken cancellationToken)
    {
        var states = await new ScheduleStates(app, jobs).ReadAsync(null, cancellationToken);
        return [.. states.Select(Describe)];
    }

    // The engine learns of it at once, and not only with the next round.
    private async Task<bool> ChangeAsync(
        string name, Func<string, CancellationToken, Task<bool>> change, CancellationToken cancellationToken)
    {
        var changed = await change(Find(name).Definition.Name, cancellationToken);
        await new ScheduleStates(app, jobs).ReadAsync(null, cancellationToken);
        return changed;
    }

    // By name only: no path comes in from outside.
    private Job Find(string name) => _scheduled.Read().GetValueOrDefault(name)
        ?? throw new InputException($"there is no job '{name}' with a schedule");

    private static ScheduleInSight Describe(ScheduleState state)
    {
        var schedule = state.Job.Schedule!;
        var inbox = Inbox.For(state.Job).Pattern;
        return new ScheduleInSight(
            state.Job.Definition.Name, schedule.Cron, schedule.TimeZone, inbox, state.Paused, state.NextAt)
        {
            LastAt = state.Run?.AskedAt,
            LastState = state.Run?.State,
        };
    }
}
