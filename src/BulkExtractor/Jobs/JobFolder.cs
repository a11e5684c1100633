using BulkExtractor.Basics;

namespace BulkExtractor.Jobs;

/// <summary>Finds jobs: by name under <c>jobs/</c>, or by the path of a folder.</summary>
public static class JobFolder
{
    /// <summary>The folder of jobs.</summary>
    public const string Root = "jobs";

    /// <summary>The folder of the job that is so named, or that is this path.</summary>
    public static string Find(string nameOrPath, string root)
    {
        string[] places = [Path.Combine(root, nameOrPath), nameOrPath];
        var found = places.FirstOrDefault(IsJob);
        if (found is not null) return found;

        var folder = places.FirstOrDefault(Directory.Exists);
        throw new InputException(folder is null
            ? $"There is no job '{nameOrPath}'; {Suggest(nameOrPath, root)}"
            : $"{folder}: holds no job.yaml");
    }

    /// <summary>The folders of all jobs, sorted by name.</summary>
    public static IReadOnlyList<string> All(string root) =>
        Directory.Exists(root)
            ? [.. Directory.GetDirectories(root).Where(folder => IsJob(folder) && !IsDraft(folder)).Order()]
            : [];

    private static bool IsJob(string folder) => File.Exists(Path.Combine(folder, "job.yaml"));

    private static bool IsDraft(string folder) => Path.GetFileName(folder).StartsWith('.');

    private static string Suggest(string name, string root)
    {
        var names = All(root).Select(folder => Path.GetFileName(folder)).ToList();
        return names.Count > 0
            ? NearestName.Suggest(name, names)
            : $"there are none in {root}/; a job is a folder with job.yaml and schema.json";
    }
}
