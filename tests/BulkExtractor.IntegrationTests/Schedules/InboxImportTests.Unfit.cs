using System.Diagnostics;
using System.Net.Sockets;

namespace BulkExtractor.IntegrationTests.Schedules;

public sealed partial class InboxImportTests
{
    public static TheoryData<string, string> Unfit => new()
    {
        { "link", "a.csv is a link: put the file itself in its place" },
        { "broken link", "a.csv is a link: put the file itself in its place" },
        { "pipe", "a.csv is no regular file" },
        { "socket", "a.csv is no regular file, or cannot be read" },
    };

    [Theory(Timeout = 60_000)]
    [MemberData(nameof(Unfit))]
    public async Task What_is_no_regular_file_is_rejected_and_the_others_go_on(string kind, string reason)
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("b.csv", Notes);
        using var held = await PutAsync(night, kind);

        Assert.Equal(0, await TakeAsync(night));

        var inbox = night.PathOf("inbox/notes");
        Assert.Equal($"{reason}\n", await File.ReadAllTextAsync($"{inbox}/rejected/a.csv.reason.txt", Token));
        Assert.Equal(["b.csv"], await SourcesAsync(night));
        Assert.Equal(["b.csv"], Directory.GetFiles($"{inbox}/done").Select(Path.GetFileName));
        Assert.Empty(Directory.GetFileSystemEntries($"{inbox}/.taken"));
    }

    [Fact]
    public async Task A_file_that_cannot_be_moved_is_told_once_a_run_and_stays()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        night.Deliver(".taken", "in the way");
        var run = (await night.Schedules.FindAsync(
            (await night.FireAsync())!.Value, Token))!;

        Assert.Equal(0, await night.Taking().TakeAsync(run, Token));
        Assert.Equal(0, await night.Taking().TakeAsync(run, Token));

        var told = Assert.Single(await night.Schedules.ListFilesAsync(run.RunId, Token));
        Assert.StartsWith("a.csv cannot be moved out of ", told.Reason, StringComparison.Ordinal);
        Assert.True(File.Exists(night.PathOf("inbox/notes/a.csv")));
    }

    [Fact]
    public async Task A_file_that_cannot_be_put_away_holds_up_no_other_one()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        night.Deliver("b.csv", "id,text\n2,two\n");
        night.Deliver("done", "in the way");

        Assert.Equal(0, await TakeAsync(night));
        Assert.Equal(["a.csv", "b.csv"], await SourcesAsync(night));
        File.Delete(night.PathOf("inbox/notes/done"));
        Assert.Equal(0, await TakeAsync(night));

        Assert.Equal(["a.csv", "b.csv"], await SourcesAsync(night));
        Assert.Equal(
            ["a.csv", "b.csv"],
            Directory.GetFiles(night.PathOf("inbox/notes/done")).Select(Path.GetFileName).Order());
    }

    private static async Task<Socket?> PutAsync(Night night, string kind)
    {
        var path = night.PathOf("inbox/notes/a.csv");
        if (kind.EndsWith("link", StringComparison.Ordinal))
        {
            // A relative one leads elsewhere once it is moved.
            var target = kind == "link" ? "real.txt" : "nowhere.txt";
            await File.WriteAllTextAsync(night.PathOf("real.txt"), Notes, Token);
            File.CreateSymbolicLink(path, Path.Combine("..", "..", target));
        }
        else if (kind == "pipe")
        {
            using var made = Process.Start("mkfifo", [path]);
            await made.WaitForExitAsync(Token);
        }
        else
        {
            var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            return socket;
        }

        return null;
    }
}
