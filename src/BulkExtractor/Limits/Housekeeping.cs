using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Packing;
using BulkExtractor.Sentinels;

namespace BulkExtractor.Limits;

/// <summary>Clears away what nobody needs any more.</summary>
public sealed class Housekeeping(
    IPermitLedger ledger, IExpiredTexts texts, ISentinelStore sentinels, IPackMemory memory) : IBackgroundWork
{
    private const string WorkName = "housekeeping";

    /// <summary>When it is done: once an hour.</summary>
    public const string Cron = "17 * * * *";

    /// <summary>The background job that does it.</summary>
    public static readonly BackgroundJob Job = new(WorkName, WorkName, "");

    /// <inheritdoc/>
    public string Name => WorkName;

    /// <inheritdoc/>
    public async Task RunAsync(string argument, CancellationToken cancellationToken)
    {
        await ledger.ForgetAsync(cancellationToken);
        await texts.RemoveAsync(cancellationToken);
        await sentinels.ForgetAsync(cancellationToken);
        await memory.ForgetAsync(cancellationToken);
    }
}
