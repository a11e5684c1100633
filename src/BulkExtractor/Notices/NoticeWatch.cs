using Microsoft.Extensions.Logging;

namespace BulkExtractor.Notices;

/// <summary>Sees in a moment what was told, beside the work of a worker.</summary>
public sealed partial class NoticeWatch(
    NoticeSpread spread, NoticeDelivery delivery, INoticeStore store, TimeProvider clock, ILogger<NoticeWatch> logger)
{
    private static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromMinutes(1);

    // Who waits for a batch also waits for its notices, but not for a target that does not answer.
    private static readonly TimeSpan LongestGoodbye = 1.5 * INoticeSender.Patience;

    /// <summary>Looks until the work ends or is aborted. What cannot be told is no reason to end the work.</summary>
    public async Task RunAsync(CancellationToken ended, CancellationToken abort)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(ended, abort);
        var (stop, delay) = (either.Token, LookInterval);
        while (!stop.IsCancellationRequested)
        {
            var looking = spread.RunAsync(stop);
            await looking.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (looking.Exception is { } failed) LogFailed(failed.InnerException!.Message);
            delay = looking.IsCompletedSuccessfully ? LookInterval : Longer(delay);
            await Task.Delay(delay, clock, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Brings what was told wherever it can be brought now: perhaps nobody comes soon who would.</summary>
    public async Task SayGoodbyeAsync(CancellationToken abort)
    {
        using var late = new CancellationTokenSource(LongestGoodbye, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(abort, late.Token);
        try
        {
            await spread.RunAsync(stop.Token);
            var due = await store.ListDueAsync(TimeSpan.Zero, stop.Token);
            await Task.WhenAll(due.Select(notice => delivery.DeliverAsync(notice, stop.Token)));
        }
        catch (OperationCanceledException) when (!abort.IsCancellationRequested)
        {
            // What is left goes on its way when the next worker is there.
        }
    }

    private static TimeSpan Longer(TimeSpan delay) => delay * 2 < LongestDelay ? delay * 2 : LongestDelay;

    [LoggerMessage(LogLevel.Warning, "Notices are not on their way yet, trying again: {Reason}")]
    private partial void LogFailed(string reason);
}
