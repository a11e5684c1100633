using BulkExtractor.Jobs;

namespace BulkExtractor.Web.Submitting;

/// <summary>The jobs of the folder of jobs, those with a mistake in them too.</summary>
internal static class ListedJobs
{
    public static IReadOnlyList<ListedJob> ReadAll(string folder) => [.. JobFolder.All(folder).Select(Read)];

    /// <summary>The job of that name. A path is none: nobody names files of this machine from outside.</summary>
    public static Job Find(string folder, string name)
    {
        var jobs = ReadAll(folder);
        var found = jobs.FirstOrDefault(job => job.Name == name) ?? throw new InputException(
            $"there is no job '{name}'; there are: {string.Join(", ", jobs.Select(job => job.Name))}");
        return found.Job ?? throw new InputException(found.Problem!);
    }

    private static ListedJob Read(string folder)
    {
        try
        {
            var job = JobFile.Read(folder);
            return new ListedJob(job.Definition.Name, job, null) { Folder = Path.GetFileName(folder) };
        }
        catch (InputException mistake)
        {
            return new ListedJob(Path.GetFileName(folder), null, mistake.Message) { Folder = Path.GetFileName(folder) };
        }
    }
}

/// <summary>A job, or why its folder cannot be read.</summary>
public sealed record ListedJob(string Name, Job? Job, string? Problem)
{
    /// <summary>The name of its folder.</summary>
    public string Folder { get; init; } = "";
}
