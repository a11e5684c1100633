using BulkExtractor.Limits;

namespace BulkExtractor.VirtualWorld;

/// <summary>Asks a ledger for one permit alone, which workers never do.</summary>
public static class OnePermit
{
    /// <summary>Asks for the right to send one request now.</summary>
    public static async Task<PermitAnswer> TakeAsync(
        this IPermitLedger ledger, PermitRequest request, CancellationToken cancellationToken) =>
        (await ledger.TakeAllAsync([request], cancellationToken)).Single();
}
