namespace BulkExtractor.IntegrationTests.Database;

/// <summary>A new folder that every user may enter, deleted at the end.</summary>
public sealed class TestFolder : IDisposable
{
    private const UnixFileMode Enterable = (UnixFileMode)0b111_101_101;

    public TestFolder(string name = "bulk-test-")
    {
        Path = Directory.CreateTempSubdirectory(name).FullName;
        File.SetUnixFileMode(Path, Enterable);
    }

    public string Path { get; }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
