using BulkExtractor.Hangfire;
using BulkExtractor.Schedules;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>
/// Asks for what nobody is at and registers what recurs, beside the work: others may have it in hand, and stand still.
/// </summary>
internal sealed partial class JobRegistration(
    HangfireEngine engine,
    MissingJobs missing,
    ScheduleSync schedules,
    WorkScope scope,
    TimeProvider clock,
    ILogger<JobRegistration> logger)
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>Does it, as often as it takes, until the work has ended or is aborted.</summary>
    public async Task RunAsync(CancellationToken ended, CancellationToken abort)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, abort);
        var stop = either.Token;
        for (var delay = FirstDelay; !stop.IsCancellationRequested; delay = Longer(delay))
        {
            var registering = RegisterAsync(stop);
            await registering.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (registering.IsCompletedSuccessfully || stop.IsCancellationRequested) return;
            if (registering.Exception is { } failed) LogFailed(failed.InnerException!.Message);
            await Task.Delay(delay, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task RegisterAsync(CancellationToken stop)
    {
        await missing.AskAsync(atOnce: true, stop);
        await engine.RegisterAsync(schedules: scope.OnlyBatch is null, stop);
        if (scope.OnlyBatch is null) await schedules.UpdateAsync(stop);
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;

    [LoggerMessage(LogLevel.Warning, "Background jobs are not registered yet, trying again: {Reason}")]
    private partial void LogFailed(string reason);
}
