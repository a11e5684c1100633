using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Packing;
using BulkExtractor.Quality;

namespace BulkExtractor.Schedules;

/// <summary>Clears away what nobody needs any more.</summary>
public sealed class Cleanup(
    IPermitLedger ledger, IBatchStore batches, ISentinelStore sentinels, IPackStatsStore packStats)
{
    /// <summary>Forgets permits, texts, sentinels and statistics of packs whose time is over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ledger.ForgetAsync(cancellationToken);
        await batches.RemoveExpiredTextsAsync(cancellationToken);
        await sentinels.ForgetAsync(cancellationToken);
        await packStats.ForgetAsync(cancellationToken);
    }
}
