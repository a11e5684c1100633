namespace BulkExtractor.Notices;

/// <summary>Brings notices to their targets.</summary>
public interface INoticeSender
{
    /// <summary>How long a try may take.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Tries it once; that it fails is no exception.</summary>
    Task<DeliveryOutcome> SendAsync(Delivery delivery, CancellationToken cancellationToken);
}
