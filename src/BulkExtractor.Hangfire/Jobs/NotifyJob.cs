using BulkExtractor.Notices;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Brings a notice to those who want to hear it. It asks for its next try itself.</summary>
public sealed class NotifyJob(NoticeDelivery delivery, RunningJobs running)
{
    /// <summary>Brings it wherever it can be brought now; what is left to do, in words.</summary>
    public Task<string> Run(long noticeId, CancellationToken cancellationToken) => running.RunAsync(
        async stop => await delivery.RunAsync(noticeId, stop) is { } wait
            ? $"tried again in {wait.TotalSeconds:0} s"
            : "nobody waits for it any more",
        cancellationToken);
}
