using BulkExtractor.Exports;

namespace BulkExtractor.IntegrationTests.Exports;

public sealed class OutputFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_link_stays_one_and_what_it_leads_to_is_replaced()
    {
        var target = _folder.Write("target.csv", "old");
        var link = Path.Combine(_folder.Path, "link.csv");
        File.CreateSymbolicLink(link, "target.csv");

        await WriteAsync(link);

        Assert.Equal(("new", "target.csv"), (File.ReadAllText(target), new FileInfo(link).LinkTarget));
    }

    [Fact]
    public async Task The_permissions_of_a_file_that_is_replaced_stay()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows knows no such permissions");
        var path = _folder.Write("private.csv", "old");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);

        await WriteAsync(path);

        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
    }

    [Fact]
    public async Task A_pipe_is_written_into()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no named pipes among its files");
        var path = Path.Combine(_folder.Path, "pipe");
        using (var make = System.Diagnostics.Process.Start("mkfifo", [path])) await make.WaitForExitAsync(Token);
        var reading = Task.Run(() => File.ReadAllText(path), Token); // opening it waits for a writer

        await WriteAsync(path);

        Assert.Equal("new", await reading);
    }

    [Fact]
    public async Task Shared_memory_holds_files_like_any_other_folder()
    {
        const string memory = "/dev/shm";
        Assert.SkipUnless(Directory.Exists(memory), "This system has no folder for shared memory");
        var path = Path.Combine(memory, $"bulk-test-{Guid.NewGuid():N}.csv");
        try
        {
            await WriteAsync(path);

            Assert.Equal("new", await File.ReadAllTextAsync(path, Token));
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("x", 251)]
    [InlineData("料", 83)]
    public async Task A_name_may_be_as_long_as_the_file_system_allows(string letter, int count)
    {
        var path = Path.Combine(_folder.Path, string.Concat(Enumerable.Repeat(letter, count)) + ".csv");

        await WriteAsync(path);

        Assert.Equal([path], Directory.GetFiles(_folder.Path));
    }

    [Fact]
    public async Task What_was_not_written_to_its_end_leaves_nothing_and_drafts_of_the_dead_are_removed()
    {
        var path = _folder.Write("a.csv", "old");
        await using (var given = OutputFile.Open(path)) given.Stream.Write("half"u8);
        Assert.Equal(("old", 1), (File.ReadAllText(path), Directory.GetFiles(_folder.Path).Length));
        var left = OutputFile.Open(path);
        await using var other = OutputFile.Open(Path.Combine(_folder.Path, "b.csv"));

        OutputFile.RemoveDrafts(path);

        Assert.Equal(2, Directory.GetFiles(_folder.Path).Length);
        await left.DisposeAsync();
    }

    private static async Task WriteAsync(string path)
    {
        await using var file = OutputFile.Open(path);
        await file.Stream.WriteAsync("new"u8.ToArray(), Token);
        file.Complete();
    }
}
