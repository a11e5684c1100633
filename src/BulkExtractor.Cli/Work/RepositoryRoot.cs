namespace BulkExtractor.Cli.Work;

/// <summary>The folder of the program: where its jobs and its data are.</summary>
internal static class RepositoryRoot
{
    private const string Mark = "BulkExtractor.sln";

    /// <summary>The nearest folder above the program that holds the solution, else the current folder.</summary>
    public static string Folder { get; } =
        Above(AppContext.BaseDirectory).FirstOrDefault(IsCheckout) ?? Directory.GetCurrentDirectory();

    /// <summary>The jobs of the current folder, else those of the checkout.</summary>
    public static string Jobs => Directory.Exists("jobs") ? "jobs" : Path.Combine(Folder, "jobs");

    private static IEnumerable<string> Above(string folder)
    {
        for (var at = new DirectoryInfo(folder); at is not null; at = at.Parent) yield return at.FullName;
    }

    private static bool IsCheckout(string folder) => File.Exists(Path.Combine(folder, Mark));
}
