using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>Keeps the runs of schedules, and what became of the files that they take out of inboxes.</summary>
/// <remarks>Shared by all processes; every step but the noting of a file may be done twice.</remarks>
public interface IScheduleStore
{
    /// <summary>
    /// Asks for a run; the number of the one that is to take the inbox now, null if it waits for an earlier one.
    /// </summary>
    Task<long?> AskAsync(AskedRun run, CancellationToken cancellationToken);

    /// <summary>
    /// Tells that a run was missed, and asks for it where it is to run now; false when somebody did before.
    /// </summary>
    Task<bool> TellMissedAsync(AskedRun run, MissedRun missed, CancellationToken cancellationToken);

    /// <summary>A run; null when there is none of that number.</summary>
    Task<ScheduleRun?> FindAsync(long runId, CancellationToken cancellationToken);

    /// <summary>The newest run of each job, or of one.</summary>
    Task<IReadOnlyList<ScheduleRun>> ListNewestAsync(string? job, CancellationToken cancellationToken);

    /// <summary>The runs that are taking their inbox.</summary>
    Task<IReadOnlyList<long>> ListTakingAsync(CancellationToken cancellationToken);

    /// <summary>Says that a run took all there was.</summary>
    Task EndTakingAsync(long runId, CancellationToken cancellationToken);

    /// <summary>Ends the runs that are done and lets those begin that waited for them; the ones that begin.</summary>
    Task<IReadOnlyList<long>> AdvanceAsync(CancellationToken cancellationToken);

    /// <summary>How many runs are not finished.</summary>
    Task<int> CountOpenAsync(CancellationToken cancellationToken);

    /// <summary>Pauses the schedule of a job; false when it was paused already.</summary>
    Task<bool> PauseAsync(string job, CancellationToken cancellationToken);

    /// <summary>Lets a schedule go on; false when it was not paused.</summary>
    Task<bool> ResumeAsync(string job, CancellationToken cancellationToken);

    /// <summary>The jobs whose schedule is paused.</summary>
    Task<IReadOnlyList<string>> ListPausedAsync(CancellationToken cancellationToken);

    /// <summary>Notes that a run is about to take a file.</summary>
    Task<InboxFile> AddFileAsync(
        long runId, string name, JobScheduleExport? wish, CancellationToken cancellationToken);

    /// <summary>A file; null when there is none of that number.</summary>
    Task<InboxFile?> FindFileAsync(long fileId, CancellationToken cancellationToken);

    /// <summary>The files of a run.</summary>
    Task<IReadOnlyList<InboxFile>> ListFilesAsync(long runId, CancellationToken cancellationToken);

    /// <summary>The files of a job that somebody took and did not put away.</summary>
    Task<IReadOnlyList<InboxFile>> ListUnsettledFilesAsync(string job, CancellationToken cancellationToken);

    /// <summary>Forgets a file that was not taken after all.</summary>
    Task DropFileAsync(long fileId, CancellationToken cancellationToken);

    /// <summary>Says why a file becomes no batch.</summary>
    Task RejectFileAsync(long fileId, string reason, CancellationToken cancellationToken);

    /// <summary>Says that a file was put where it belongs.</summary>
    Task SettleFileAsync(long fileId, CancellationToken cancellationToken);

    /// <summary>The files whose export is due and was not asked for within an hour.</summary>
    Task<IReadOnlyList<long>> ListDueExportsAsync(CancellationToken cancellationToken);

    /// <summary>Notes that an export was asked for.</summary>
    Task NoteAskedExportAsync(long fileId, CancellationToken cancellationToken);

    /// <summary>Gives an export its place; null when another one has it. The first place stays.</summary>
    Task<string?> ReserveExportAsync(long fileId, string path, CancellationToken cancellationToken);

    /// <summary>Says that an export is written.</summary>
    Task EndExportAsync(long fileId, CancellationToken cancellationToken);
}
