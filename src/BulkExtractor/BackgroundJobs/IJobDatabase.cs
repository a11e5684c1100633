namespace BulkExtractor.BackgroundJobs;

/// <summary>What whoever runs background jobs needs of the database beside its own tables.</summary>
public interface IJobDatabase
{
    /// <summary>Opens a session that locks are held by.</summary>
    ILockSession OpenLocks();

    /// <summary>Does something that may be done twice, and again while the database does not answer.</summary>
    Task<T> RetryAsync<T>(Func<T> work, CancellationToken cancellationToken);

    /// <summary>Whether an error is one that passes, and of which the user hears in another way.</summary>
    bool Passes(Exception problem);

    /// <summary>Says to all processes that a job waits.</summary>
    void TellOfJob();

    /// <summary>Hears of it, whoever says so, until told to stop.</summary>
    Task HearOfJobsAsync(Action told, CancellationToken cancellationToken);

    /// <summary>What is open now.</summary>
    OpenWork CountOpen();
}

/// <summary>
/// Holds locks over all processes by one session of the database. They end with the session, and so with its process
/// at the latest; nobody can take them away from a process that is there, however long it stands still.
/// </summary>
public interface ILockSession : IDisposable
{
    /// <summary>Takes a lock, or takes it once more; false when another session keeps it for too long.</summary>
    bool TryTake(string name, TimeSpan patience);

    /// <summary>Gives a lock back, as often as it was taken.</summary>
    void Release(string name);
}

/// <summary>How much is open over all batches.</summary>
public sealed record OpenWork(int Batches, long Chunks);
