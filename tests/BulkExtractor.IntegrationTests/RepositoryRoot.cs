namespace BulkExtractor.IntegrationTests;

/// <summary>Where the tests' own sources stand.</summary>
internal static class RepositoryRoot
{
    /// <summary>The folder with the solution.</summary>
    public static string Folder { get; } = Find();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder.GetFiles("BulkExtractor.sln") is [])
            folder = folder.Parent ?? throw new DirectoryNotFoundException("There is no checkout.");
        return folder.FullName;
    }
}
