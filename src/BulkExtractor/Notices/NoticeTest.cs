using BulkExtractor.Jobs;

namespace BulkExtractor.Notices;

/// <summary>Sends a test notice, at once and beside all that is on its way.</summary>
public sealed class NoticeTest(INoticeSender sender, TimeProvider clock)
{
    /// <summary>Tries each of some targets once, all at the same time.</summary>
    /// <param name="targets">Each with the job that names it.</param>
    public async Task<IReadOnlyList<(Delivery Delivery, DeliveryOutcome Outcome)>> RunAsync(
        IReadOnlyList<(string Job, NoticeTarget Target)> targets, CancellationToken cancellationToken) =>
        await Task.WhenAll(targets.Select(async one =>
        {
            var delivery = Deliver(one.Job, one.Target);
            return (delivery, await sender.SendAsync(delivery, cancellationToken));
        }));

    private Delivery Deliver(string job, NoticeTarget target)
    {
        var notice = new Notice(0, Guid.NewGuid(), NoticeEvents.Test, job, clock.GetUtcNow());
        var (to, body) = (target.Target, NoticeBody.Write(notice, null));
        return new Delivery(0, notice, to.To, to.Kind, body)
        {
            Secret = target.Target.Secret,
            AllowsInternal = target.AllowsInternal,
        };
    }
}
