namespace BulkExtractor.IntegrationTests;

/// <summary>Corpora beside the repository; tests that need one are skipped where it is absent.</summary>
internal static class SharedFiles
{
    /// <summary>The files of a corpus, in the order of their names.</summary>
    public static IReadOnlyList<string> In(string corpus)
    {
        var folder = Path.Combine(Root(), "..", "shared", "data", corpus);
        if (!Directory.Exists(folder)) Assert.Skip($"the corpus {corpus} is not beside the repository");

        return [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "BulkExtractor.sln")))
            folder = folder.Parent;
        return folder?.FullName ?? AppContext.BaseDirectory;
    }
}
