using BulkExtractor.Batches;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Schedules;

/// <summary>Finds batches that stand still though nothing that is known explains it, and says so in the log.</summary>
/// <remarks>Status, page and API say it too, of whatever batch they show.</remarks>
public sealed partial class BatchWatchdog(IBatchStore batches, ILogger<BatchWatchdog> logger)
{
    private readonly HashSet<long> _told = [];

    /// <summary>Looks at all batches that should go on; tells of each once, until it does.</summary>
    public async Task LookAsync(CancellationToken cancellationToken)
    {
        var open = await batches.ListOpenAsync(cancellationToken);
        lock (_told)
        {
            _told.IntersectWith(open.Where(batch => batch.Unexplained).Select(batch => batch.BatchId));
            foreach (var batch in open.Where(batch => batch.Unexplained && _told.Add(batch.BatchId)))
                LogStill(logger, batch.BatchId, batch.WaitingFor!);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Batch {Batch} stands still. It waits for {What}")]
    private static partial void LogStill(ILogger logger, long batch, string what);
}
