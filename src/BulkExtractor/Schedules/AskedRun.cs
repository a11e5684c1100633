using BulkExtractor.Jobs;

namespace BulkExtractor.Schedules;

/// <summary>A run that is asked for.</summary>
/// <param name="Folder">The folder of the job.</param>
/// <param name="Notify">Whom to tell of what becomes of it.</param>
public sealed record AskedRun(string Job, string Folder, bool ByHand, IReadOnlyList<NotifyTarget> Notify)
{
    /// <summary>A run of a job.</summary>
    public static AskedRun Of(Job job, bool byHand) =>
        new(job.Definition.Name, Path.GetFullPath(job.Folder), byHand, job.Notify);
}
