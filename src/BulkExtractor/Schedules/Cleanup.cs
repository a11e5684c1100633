using BulkExtractor.Batches;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Notices;
using BulkExtractor.Packing;
using BulkExtractor.Quality;

namespace BulkExtractor.Schedules;

/// <summary>Clears away what nobody needs any more.</summary>
public sealed class Cleanup(
    IPermitLedger ledger,
    IBatchStore batches,
    ISentinelStore sentinels,
    IPackStatsStore packStats,
    IAttemptHistory history,
    INoticeStore notices)
{
    // After that only what the requests of a day brought is known.
    private static readonly TimeSpan AttemptsKept = TimeSpan.FromDays(90);

    private static readonly TimeSpan NoticesKept = TimeSpan.FromDays(30);

    /// <summary>Forgets permits, texts, sentinels, statistics, requests and notices whose time is over.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await ledger.ForgetAsync(cancellationToken);
        await batches.RemoveExpiredTextsAsync(cancellationToken);
        await sentinels.ForgetAsync(cancellationToken);
        await packStats.ForgetAsync(cancellationToken);
        await history.ForgetAsync(AttemptsKept, cancellationToken);
        await notices.ForgetAsync(NoticesKept, cancellationToken);
    }
}
