using BulkExtractor.BackgroundJobs;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Notices;

/// <summary>
/// Brings a notice to its targets: to all at once, so that none holds up another; at one target in order for each
/// subject, and one after the other.
/// </summary>
public sealed partial class NoticeDelivery(
    INoticeStore store, INoticeSender sender, IBackgroundJobs jobs, ILogger<NoticeDelivery> logger)
{
    // Longer than a try may take: after that a sender is dead.
    private static readonly TimeSpan Busy = 2 * INoticeSender.Patience;

    // Where another sender is at the target, it is done in a moment.
    private static readonly TimeSpan ShortestWait = TimeSpan.FromSeconds(1);

    /// <summary>Brings it wherever it can be brought now, and comes back for the rest.</summary>
    /// <returns>How long until the next try; null when it was brought everywhere or given up.</returns>
    public async Task<TimeSpan?> RunAsync(long noticeId, CancellationToken cancellationToken)
    {
        await DeliverAsync(noticeId, cancellationToken);
        if (await store.FindNextTryAsync(noticeId, cancellationToken) is not { } wait) return null;
        if (wait < ShortestWait) wait = ShortestWait;
        await jobs.NotifyAsync(noticeId, wait, cancellationToken);
        return wait;
    }

    /// <summary>Brings it wherever it can be brought now.</summary>
    public async Task DeliverAsync(long noticeId, CancellationToken cancellationToken)
    {
        var targets = await store.ListWaitingTargetsAsync(noticeId, cancellationToken);
        await Task.WhenAll(targets.Select(target => VisitAsync(target, cancellationToken)));
    }

    // All that is due there, until it does not answer any more.
    private async Task VisitAsync(string target, CancellationToken cancellationToken)
    {
        var me = Guid.NewGuid().ToString();
        TimeSpan? rest = null;
        while (rest is null && await store.ClaimTargetAsync(target, me, Busy, cancellationToken))
        {
            if (await store.FindDueAsync(target, cancellationToken) is not { } delivery) break;
            rest = await TryAsync(delivery, cancellationToken);
        }

        await store.ReleaseTargetAsync(target, me, rest, cancellationToken);
    }

    // How long the target is left alone; null where it answers.
    private async Task<TimeSpan?> TryAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        var outcome = await sender.SendAsync(delivery, cancellationToken);
        if (outcome.Sent)
        {
            await store.EndAsync(delivery.DeliveryId, sent: true, outcome.Told, cancellationToken);
            return null;
        }

        var wait = RetryWaits.After(delivery.Attempts + 1, delivery.Age);
        if (wait is { } later)
        {
            await store.PutOffAsync(delivery.DeliveryId, outcome.Told, later, cancellationToken);
        }
        else
        {
            LogGivenUp(delivery.Notice.Event, delivery.Notice.Job, delivery.Target, outcome.Told);
            await store.EndAsync(delivery.DeliveryId, sent: false, outcome.Told, cancellationToken);
        }

        return outcome.Unreachable ? wait : null;
    }

    [LoggerMessage(
        LogLevel.Warning, "The notice '{Event}' of {Job} is given up, since {Target} did not take it: {Problem}")]
    private partial void LogGivenUp(string @event, string job, string target, string problem);
}
