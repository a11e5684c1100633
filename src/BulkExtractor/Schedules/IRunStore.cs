namespace BulkExtractor.Schedules;

/// <summary>Keeps the runs of schedules, shared by all processes; every step may be done twice.</summary>
public interface IRunStore
{
    /// <summary>
    /// Asks for a run; the number of the one that is to take the inbox now, null if it waits for an earlier one.
    /// </summary>
    Task<long?> AskAsync(string job, string folder, bool byHand, CancellationToken cancellationToken);

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
}
