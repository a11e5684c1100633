using BulkExtractor.Jobs;
using BulkExtractor.Schedules;

namespace BulkExtractor.Tests.Schedules;

/// <summary>Runs as a test says they stand.</summary>
internal sealed class KnownRuns : IScheduleStore
{
    /// <summary>Runs that take their inbox.</summary>
    public IReadOnlyList<long> Taking { get; init; } = [];

    /// <summary>Runs whose turn has come.</summary>
    public IReadOnlyList<long> Beginning { get; init; } = [];

    /// <summary>Files whose export is due.</summary>
    public IReadOnlyList<long> Exports { get; init; } = [];

    /// <summary>Files whose export was noted as asked for.</summary>
    public List<long> AskedExports { get; } = [];

    /// <summary>How many runs are not finished.</summary>
    public int Open { get; init; }

    public Task<IReadOnlyList<long>> ListTakingAsync(CancellationToken cancellationToken) => Task.FromResult(Taking);

    public Task<IReadOnlyList<long>> AdvanceAsync(CancellationToken cancellationToken) => Task.FromResult(Beginning);

    public Task<int> CountOpenAsync(CancellationToken cancellationToken) => Task.FromResult(Open);

    public Task<IReadOnlyList<long>> ListDueExportsAsync(CancellationToken cancellationToken) =>
        Task.FromResult(Exports);

    public Task NoteAskedExportAsync(long fileId, CancellationToken cancellationToken)
    {
        AskedExports.Add(fileId);
        return Task.CompletedTask;
    }

    public Task<long?> AskAsync(AskedRun run, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> TellMissedAsync(AskedRun run, MissedRun missed, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<ScheduleRun?> FindAsync(long runId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ScheduleRun>> ListNewestAsync(string? job, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task EndTakingAsync(long runId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<bool> PauseAsync(string job, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ResumeAsync(string job, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListPausedAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<InboxFile> AddFileAsync(
        long runId, string name, JobScheduleExport? wish, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<InboxFile?> FindFileAsync(long fileId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<InboxFile>> ListFilesAsync(long runId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<InboxFile>> ListUnsettledFilesAsync(
        string job, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task DropFileAsync(long fileId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task RejectFileAsync(long fileId, string reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task SettleFileAsync(long fileId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<string?> ReserveExportAsync(long fileId, string path, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task EndExportAsync(long fileId, CancellationToken cancellationToken) => throw new NotSupportedException();
}
