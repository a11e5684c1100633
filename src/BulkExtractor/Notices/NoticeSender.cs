using BulkExtractor.Basics;

namespace BulkExtractor.Notices;

/// <summary>Brings notices to their targets, each in its way, and gives up a try that takes too long.</summary>
public sealed class NoticeSender(Webhook webhook, Mailbox mailbox, TimeProvider clock) : INoticeSender
{
    /// <inheritdoc/>
    public async Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken)
    {
        try
        {
            return await TimeLimit.RunAsync(
                INoticeSender.Patience,
                clock,
                stop => delivery.Kind == "mail" ? mailbox.SendAsync(delivery, stop) : webhook.SendAsync(delivery, stop),
                () => new DeliveryOutcome(false, $"it did not answer within {INoticeSender.Patience.TotalSeconds:0} s")
                {
                    Unreachable = true,
                },
                cancellationToken);
        }
        catch (InputException mistake)
        {
            return new(false, mistake.Message);
        }
    }
}
