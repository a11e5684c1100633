namespace BulkExtractor.IntegrationTests;

/// <summary>Real and hostile files that stand beside the checkout on machines that have them.</summary>
internal static class SharedFolder
{
    /// <summary>The folder of that name, or a skipped test.</summary>
    public static string Find(string name)
    {
        var found = Path.GetFullPath(Path.Combine(RepositoryRoot.Folder, "..", "shared", "data", name));
        Assert.SkipUnless(Directory.Exists(found), $"There is no ../shared/data/{name} beside the checkout.");
        return found;
    }
}
