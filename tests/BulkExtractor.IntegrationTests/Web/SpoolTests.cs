using BulkExtractor.Web.Uploads;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class SpoolTests : IDisposable
{
    private const int Room = 100;

    private readonly Spool _spool = new(TimeProvider.System, Room);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_oldest_go_when_there_is_no_room_for_a_new_one()
    {
        var first = await KeepAsync("first.csv");
        var second = await KeepAsync("second.csv");

        var third = await KeepAsync("third.csv");

        Assert.Null(_spool.Find(first));
        Assert.NotNull(_spool.Find(second));
        Assert.Equal("third.csv", _spool.Find(third)!.Name);
    }

    [Theory]
    [InlineData("../../etc/passwd")]
    [InlineData("/etc/passwd")]
    [InlineData("..\\..\\boot.ini")]
    [InlineData("https://169.254.169.254/")]
    [InlineData("CON")]
    public async Task A_name_given_by_others_is_no_path(string name)
    {
        var upload = _spool.Find(await KeepAsync(name))!;

        Assert.Equal(name, upload.Name); // as it is shown
        Assert.Matches("^[0-9a-f]{32}$", Path.GetFileName(upload.Path));
        Assert.Null(_spool.Find(name));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(Path.GetDirectoryName(upload.Path)!));
    }

    [Fact]
    public async Task Of_a_file_that_did_not_come_whole_nothing_is_kept()
    {
        await Assert.ThrowsAsync<IOException>(
            () => _spool.KeepAsync(new EndingStream(() => throw new IOException("broken")), "half.csv", Token));

        await AssertEmptyAsync();
    }

    [Fact]
    public async Task Of_a_file_whose_name_could_not_be_kept_nothing_is_kept()
    {
        using var gone = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _spool.KeepAsync(new EndingStream(gone.Cancel), "nameless.csv", gone.Token));

        await AssertEmptyAsync();
    }

    public void Dispose() => _spool.Dispose();

    private async Task<string> KeepAsync(string name)
    {
        using var content = new MemoryStream(new byte[40]);
        return await _spool.KeepAsync(content, name, Token);
    }

    private async Task AssertEmptyAsync()
    {
        var other = _spool.Find(await KeepAsync("other.csv"))!;
        Assert.All(
            Directory.GetFiles(Path.GetDirectoryName(other.Path)!),
            file => Assert.StartsWith(other.Path, file, StringComparison.Ordinal));
    }

    // Does something after its first byte.
    private sealed class EndingStream(Action end) : MemoryStream(new byte[1])
    {
        public override async Task CopyToAsync(Stream destination, int bufferSize, CancellationToken cancellationToken)
        {
            await base.CopyToAsync(destination, bufferSize, cancellationToken);
            end();
        }
    }
}
