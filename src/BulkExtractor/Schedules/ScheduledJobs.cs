using System.Collections.Concurrent;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Schedules;

/// <summary>The jobs of a folder that run by themselves; a file is read again when it changed.</summary>
/// <param name="root">The folder of jobs.</param>
public sealed partial class ScheduledJobs(string root, ILogger<ScheduledJobs> logger)
{
    private readonly ConcurrentDictionary<string, Reading> _readings = new();

    /// <summary>Their jobs by name. A file that is wrong now counts as it was, and is told once.</summary>
    public IReadOnlyDictionary<string, Job> Read()
    {
        var jobs = new Dictionary<string, Job>();
        foreach (var folder in JobFolder.All(Path.GetFullPath(root)))
        {
            if (Read(folder) is { Schedule: not null } job && !jobs.TryAdd(job.Definition.Name, job))
                LogTwice(job.Definition.Name, folder);
        }

        return jobs;
    }

    /// <summary>Whether a job's folder lies here, so that this process can tell what became of its schedule.</summary>
    public bool Knows(string folder) =>
        Path.GetDirectoryName(folder) == Path.GetFullPath(root) && Directory.Exists(root);

    private Job? Read(string folder)
    {
        var changedAt = Directory.GetFiles(folder).Max(File.GetLastWriteTimeUtc);
        var known = _readings.GetValueOrDefault(folder);
        if (known?.ChangedAt == changedAt) return known.Job;
        var reading = new Reading(changedAt, known?.Job);
        try
        {
            reading = reading with { Job = JobFile.Read(folder) };
        }
        catch (InputException mistake)
        {
            LogWrong(mistake.Message);
        }

        return _readings.AddOrUpdate(folder, reading, (_, _) => reading).Job;
    }

    private sealed record Reading(DateTime ChangedAt, Job? Job);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Problem}; its schedule stays as it was")]
    private partial void LogWrong(string problem);

    [LoggerMessage(
        Level = LogLevel.Warning,
        Message = "{Folder}: another job is named {Job} too, so this one is not scheduled")]
    private partial void LogTwice(string job, string folder);
}
