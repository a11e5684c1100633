using BulkExtractor.Hangfire;
using BulkExtractor.Schedules;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>
/// Asks for what nobody is at and registers what recurs, beside the work: others may have it in hand, and stand still.
/// </summary>
internal sealed partial class JobRegistration(AppServices app, HangfireEngine engine, long? onlyBatch)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    private readonly ILogger _logger = app.Loggers.CreateLogger<JobRegistration>();

    /// <summary>Does it, as often as it takes, until the work has ended or is aborted.</summary>
    public async Task RunAsync(CancellationToken ended, CancellationToken abort)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, abort);
        var stop = either.Token;
        var missing = new MissingJobs(app.Splits, app.Runs, engine.Jobs);
        for (var delay = FirstDelay; !stop.IsCancellationRequested; delay = Longer(delay))
        {
            var registering = RegisterAsync(missing, stop);
            await registering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (registering.IsCompletedSuccessfully || stop.IsCancellationRequested) return;
            if (registering.Exception is { } failed) LogFailed(failed.InnerException!.Message);
            await Task.Delay(delay, app.Clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RegisterAsync(MissingJobs missing, CancellationToken stop)
    {
        await missing.AskAsync(atOnce: true, stop);
        await engine.RegisterAsync(schedules: onlyBatch is null, stop);
        if (onlyBatch is not null) return;
        var scheduled = new ScheduledJobs(RepositoryRoot.Jobs, app.Loggers.CreateLogger<ScheduledJobs>());
        await new ScheduleSync(scheduled, engine.Jobs, app.Runs).UpdateAsync(stop);
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;

    [LoggerMessage(LogLevel.Warning, "Background jobs are not registered yet, trying again: {Reason}")]
    private partial void LogFailed(string reason);
}
