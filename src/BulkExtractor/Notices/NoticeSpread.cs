using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.Notices;

/// <summary>Puts what was told on its way: to whom, with which words; and asks for the jobs for that.</summary>
public sealed class NoticeSpread(
    INoticeStore store, NoticeBody bodies, NoticeSettings settings, IBackgroundJobs jobs)
{
    /// <summary>Does it for all notices that wait for it.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (await store.ListUnspreadAsync(cancellationToken) is { Count: > 0 } waiting)
            foreach (var notice in waiting) await SpreadAsync(notice, cancellationToken);
    }

    private async Task SpreadAsync(Notice notice, CancellationToken cancellationToken)
    {
        var targets = settings.Choose(notice.Event, notice.Notify);
        var body = targets.Count > 0 ? await bodies.WriteAsync(notice, cancellationToken) : null;
        var isMine = await store.SpreadAsync(notice.NoticeId, body, targets, cancellationToken);
        if (isMine && targets.Count > 0) await jobs.NotifyAsync(notice.NoticeId, TimeSpan.Zero, cancellationToken);
    }
}
