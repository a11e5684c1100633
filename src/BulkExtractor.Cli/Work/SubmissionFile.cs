using BulkExtractor.Submissions;

namespace BulkExtractor.Cli.Work;

/// <summary>Opens a submission that the command line names.</summary>
internal static class SubmissionFile
{
    /// <summary>The name of a file in the batch's row.</summary>
    /// <param name="file">A file's path, or - for stdin.</param>
    public static string Name(string file) => file == "-" ? "stdin" : Path.GetFileName(file);

    /// <summary>The folder whose files an input may name: its own; null leaves it to the job.</summary>
    public static string? Folder(string file) => file == "-" ? null : Path.GetDirectoryName(Path.GetFullPath(file));

    /// <param name="file">The CSV's path, or - for stdin.</param>
    /// <param name="job">A job's name or folder.</param>
    public static Task<Submission> OpenAsync(
        string file, string job, SubmitOptions options, UsedModels models, CancellationToken cancellationToken)
    {
        var read = JobsDirectory.Read(job);
        return Submission.OpenAsync(Open(file), read, options, models.Pool, cancellationToken);
    }

    public static Stream Open(string file)
    {
        if (file == "-") return Console.OpenStandardInput();
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read {file}: {problem.Message}", problem);
        }
    }
}
