using BulkExtractor.Schedules;

namespace BulkExtractor.Hangfire.Jobs;

/// <summary>Writes the export of a file of an inbox.</summary>
public sealed class ExportJob(InboxExport export, RunningJobs running)
{
    /// <summary>Writes an export; where to, in words.</summary>
    public Task<string> Run(long fileId, CancellationToken cancellationToken) => running.RunAsync(
        async stop => await export.RunAsync(fileId, stop) is { } path
            ? $"written to {path}"
            : "nothing to write: it is there already, or the batch is gone",
        cancellationToken);
}
