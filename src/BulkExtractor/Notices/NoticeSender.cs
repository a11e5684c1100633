using BulkExtractor.Basics;

namespace BulkExtractor.Notices;

/// <summary>Brings notices to their targets, each in its way, and gives up a try that takes too long.</summary>
public sealed class NoticeSender(Webhook webhook, Mailbox mailbox, TimeProvider clock) : INoticeSender
{
    /// <inheritdoc/>
    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        using var late = new CancellationTokenSource(INoticeSender.Patience, clock);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        try
        {
            return delivery.Kind == "mail"
                ? await mailbox.SendAsync(delivery, stop.Token)
                : await webhook.SendAsync(delivery, stop.Token);
        }
        catch (InputException mistake)
        {
            return new(false, mistake.Message);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(false, $"it did not answer within {INoticeSender.Patience.TotalSeconds:0} s")
            {
                Unreachable = true,
            };
        }
    }
}
