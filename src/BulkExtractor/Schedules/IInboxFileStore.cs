using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>Keeps what became of the files of inboxes; every step but the first may be done twice.</summary>
public interface IInboxFileStore
{
    /// <summary>Notes that a run is about to take a file.</summary>
    Task<InboxFile> AddAsync(
        long runId, string name, JobScheduleExport? wish, CancellationToken cancellationToken);

    /// <summary>A file; null when there is none of that number.</summary>
    Task<InboxFile?> FindAsync(long fileId, CancellationToken cancellationToken);

    /// <summary>The files of a run.</summary>
    Task<IReadOnlyList<InboxFile>> ListAsync(long runId, CancellationToken cancellationToken);

    /// <summary>The files of a job that somebody took and did not put away.</summary>
    Task<IReadOnlyList<InboxFile>> ListUnsettledAsync(string job, CancellationToken cancellationToken);

    /// <summary>Forgets a file that was not taken after all.</summary>
    Task DropAsync(long fileId, CancellationToken cancellationToken);

    /// <summary>Says why a file becomes no batch.</summary>
    Task RejectAsync(long fileId, string reason, CancellationToken cancellationToken);

    /// <summary>Says that a file was put where it belongs.</summary>
    Task SettleAsync(long fileId, CancellationToken cancellationToken);

    /// <summary>The files whose export is due; each is named once an hour until it is written.</summary>
    Task<IReadOnlyList<long>> AskExportsAsync(CancellationToken cancellationToken);

    /// <summary>Gives an export its place; null when another one has it. The first place stays.</summary>
    Task<string?> ReserveExportAsync(long fileId, string path, CancellationToken cancellationToken);

    /// <summary>Says that an export is written.</summary>
    Task EndExportAsync(long fileId, CancellationToken cancellationToken);
}
