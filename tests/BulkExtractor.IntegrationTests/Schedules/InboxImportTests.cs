using BulkExtractor.Basics;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Schedules;

namespace BulkExtractor.IntegrationTests.Schedules;

public sealed partial class InboxImportTests(TestCluster cluster)
{
    private const string Notes = "id,text\n1,one\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", "a.csv is empty")]
    [InlineData("id,text\n", "a.csv has a header, but no rows")]
    [InlineData("id,body\n1,one\n", "input.text is 'text', neither a column")]
    [InlineData("id,text\n1,one\n1,two\n", "rows 1 and 2 have the same key '1'")]
    [InlineData("id,text\n1,\"one\n", "a.csv")]
    public async Task A_file_that_cannot_be_read_is_rejected_whole_with_the_reason(string text, string expected)
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", text);
        night.Deliver("b.csv", Notes);

        await TakeAsync(night);

        Assert.Contains(
            expected, await File.ReadAllTextAsync(night.PathOf("inbox/notes/rejected/a.csv.reason.txt"), Token));
        Assert.Equal(text, await File.ReadAllTextAsync(night.PathOf("inbox/notes/rejected/a.csv"), Token));
        Assert.Equal(["b.csv"], await SourcesAsync(night));
    }

    [Fact]
    public async Task A_pool_without_a_fitting_model_rejects_no_file()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        night.Pool.Change(Night.PoolOf());

        await Assert.ThrowsAsync<InputException>(() => TakeAsync(night));

        Assert.True(File.Exists(night.PathOf("inbox/notes/a.csv")));
    }

    [Fact]
    public async Task A_file_that_is_still_being_written_stays_until_it_is_whole()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        File.SetLastWriteTimeUtc(night.PathOf("inbox/notes/a.csv"), TimeProvider.System.GetUtcNow().UtcDateTime);

        Assert.Equal(1, await TakeAsync(night));
        Assert.Empty(await SourcesAsync(night));
        night.Deliver("a.csv", Notes);
        Assert.Equal(0, await TakeAsync(night));

        Assert.Equal(["a.csv"], await SourcesAsync(night));
    }

    [Fact]
    public async Task A_writer_that_pauses_with_the_file_in_hand_loses_no_row()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux says who has a file open");
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        using (var writer = Append(night.PathOf("inbox/notes/a.csv")))
        {
            Assert.Equal(1, await TakeAsync(night));
            Assert.Empty(await SourcesAsync(night));
            writer.Write("2,two\n"u8);
        }

        Quieten(night.PathOf("inbox/notes/a.csv"));
        Assert.Equal(0, await TakeAsync(night));

        Assert.Equal(2, await CountAsync(night));
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_is_read_again()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        var claimed = night.PathOf("inbox/notes/.taken/1/a.csv");
        var run = await night.FireAsync();
        var meddler = new Meddler(() => File.Exists(claimed), () =>
        {
            File.AppendAllText(claimed, "2,tw");
            Quieten(claimed);
        });

        var growing = await night.Taking(meddler)
            .TakeAsync((await night.Schedules.FindAsync(run!.Value, Token))!, Token);
        Assert.Equal(1, growing);
        Assert.Empty(await SourcesAsync(night));
        await File.AppendAllTextAsync(claimed, "o\n", Token);
        Quieten(claimed);
        Assert.Equal(0, await TakeAsync(night));

        Assert.Equal(2, await CountAsync(night));
        Assert.Equal($"{Notes}2,two\n", await File.ReadAllTextAsync(night.PathOf("inbox/notes/done/a.csv"), Token));
    }

    public static TheoryData<string> Deaths =>
        ["before the claim", "after the claim", "after the batch", "before the end"];

    [Theory]
    [MemberData(nameof(Deaths))]
    public async Task A_process_that_dies_with_a_file_in_hand_costs_neither_the_file_nor_a_double(string death)
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        await DieAsync(night, death);
        night.Asked.Take();

        await TakeAsync(night);

        Assert.Equal(["a.csv"], await SourcesAsync(night));
        Assert.Contains("split-1", night.Asked.Take());
        Assert.Equal(Notes, await File.ReadAllTextAsync(night.PathOf("inbox/notes/done/a.csv"), Token));
        Assert.Empty(Directory.GetFileSystemEntries(night.PathOf("inbox/notes/.taken")));
    }

    [Fact]
    public async Task Two_processes_that_have_the_same_file_in_hand_store_it_once()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        await DieAsync(night, "after the claim");

        var takings = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
            await Record.ExceptionAsync(() => TakeAsync(night))));

        Assert.Equal(["a.csv"], await SourcesAsync(night));
        Assert.Contains(null, takings);
    }

    private static async Task<int> TakeAsync(Night night)
    {
        var run = await night.FireAsync();
        return await night.Taking().TakeAsync((await night.Schedules.FindAsync(run!.Value, Token))!, Token);
    }

    private static async Task<string[]> SourcesAsync(Night night) =>
        [.. (await night.Workshop.Store.ListAsync(10, Token)).Select(batch => batch.Source).Order()];

    private static async Task<int> CountAsync(Night night)
    {
        var batch = Assert.Single(await night.Workshop.Store.ListAsync(10, Token));
        return batch.Documents;
    }

    private static FileStream Append(string path) =>
        new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);

    private static void Quieten(string path) =>
        File.SetLastWriteTimeUtc(path, TimeProvider.System.GetUtcNow().UtcDateTime.AddMinutes(-1));

    // What a process leaves behind that was killed at a certain point.
    private static async Task DieAsync(Night night, string death)
    {
        var run = (await night.FireAsync())!.Value;
        var file = await night.Schedules.AddFileAsync(run, "a.csv", null, Token);
        if (death == "before the claim") return;
        Assert.True(Inbox.For(night.Job).TryClaim(file));
        if (death == "after the claim") return;
        await night.Workshop.Store.AddAsync(
            TestApp.New() with { Source = "a.csv", InboxFile = file.FileId },
            TestApp.Documents("one"),
            Token);
        if (death == "after the batch") return;
        Inbox.For(night.Job).PutAway(file);
    }

    /// <summary>A clock that does something once, the first time it is asked in a certain moment.</summary>
    private sealed class Meddler(Func<bool> isTime, Action meddle) : TimeProvider
    {
        private bool _done;

        public override DateTimeOffset GetUtcNow()
        {
            if (!_done && isTime())
            {
                _done = true;
                meddle();
            }

            return base.GetUtcNow();
        }
    }
}
