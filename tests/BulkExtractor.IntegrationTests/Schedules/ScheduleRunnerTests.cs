using BulkExtractor.Exports;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Schedules;

public sealed class ScheduleRunnerTests(TestCluster cluster)
{
    private const string Notes = "id,text\n1,one\n2,two\n";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_file_becomes_a_batch_and_its_results_come_back_as_one_file()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        night.Deliver("b.csv", "id,text\n1,three\n");

        var run = (await night.AskAsync())!.Value;
        Assert.Equal([$"inbox-{run}"], night.Asked.Take());
        await night.TakeInboxAsync(run);
        Assert.Equal(["look-after-runs", "split-1", "split-2"], night.Asked.Take());
        await night.FinishAsync(1);
        await night.GoRoundAsync();
        Assert.Equal(["export-1", "look-after-runs"], night.Asked.Take());
        await night.ExportAsync(1);
        await night.FinishAsync(2);
        await night.GoRoundAsync();
        Assert.Equal(["export-2", "look-after-runs"], night.Asked.Take());
        await night.ExportAsync(2);
        await night.GoRoundAsync();

        Assert.Empty(night.Asked.Take());
        Assert.Equal("finished", (await night.Schedules.FindAsync(run, Token))!.State);
        Assert.Equal(["a.csv", "b.csv"], Names(night.PathOf("outbox")));
        Assert.Equal(["a.csv", "b.csv"], Names(night.PathOf("inbox/notes/done")));
        Assert.StartsWith(
            "id,text,name,_model,_confidence,_error\r\n1,one,name of one,",
            await File.ReadAllTextAsync(night.PathOf("outbox/a.csv"), Token));
    }

    [Fact]
    public async Task An_export_is_written_once_though_it_is_asked_for_again()
    {
        await using var night = await ExtractedAsync();
        await night.ExportAsync(1);
        File.Delete(night.PathOf("outbox/a.csv"));

        await night.ExportAsync(1);

        Assert.Empty(Names(night.PathOf("outbox")));
    }

    [Fact]
    public async Task An_export_that_was_cut_off_is_written_to_the_same_place()
    {
        await using var night = await ExtractedAsync();
        await night.ExportAsync(1);
        await night.Workshop.ExecuteAsync("update bulk.inbox_files set exported_at = null");
        await using var cutOff = OutputFile.Open(night.PathOf("outbox/a.csv"));

        await night.ExportAsync(1);

        Assert.Equal(["a.csv"], Names(night.PathOf("outbox")));
    }

    [Fact]
    public async Task An_export_never_goes_over_a_file_that_is_there()
    {
        await using var night = await ExtractedAsync();
        Directory.CreateDirectory(night.PathOf("outbox"));
        await File.WriteAllTextAsync(night.PathOf("outbox/a.csv"), "the user's own", Token);

        await night.ExportAsync(1);

        Assert.Equal("the user's own", await File.ReadAllTextAsync(night.PathOf("outbox/a.csv"), Token));
        Assert.Equal(["a-2.csv", "a.csv"], Names(night.PathOf("outbox")));
    }

    [Fact]
    public async Task A_run_waits_for_the_one_before_it_and_begins_when_that_has_ended()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        var first = (await night.AskAsync())!.Value;
        await night.TakeInboxAsync(first);
        night.Deliver("b.csv", Notes);

        Assert.Null(await night.AskAsync());
        Assert.Null(await night.AskAsync());
        await night.FinishAsync(1);
        await night.ExportAsync(1);
        night.Asked.Take();
        await night.GoRoundAsync();

        Assert.Equal([$"inbox-{first + 1}", "look-after-runs"], night.Asked.Take());
        await night.TakeInboxAsync(first + 1);
        Assert.Equal(["a.csv", "b.csv"], Names(night.PathOf("inbox/notes/done")));
    }

    [Fact]
    public async Task A_firing_that_is_repeated_after_a_crash_opens_no_second_run()
    {
        await using var night = await Night.OpenAsync(cluster);
        var first = await night.FireAsync();
        await night.TakeInboxAsync(first!.Value);
        await night.GoRoundAsync();

        Assert.Null(await night.FireAsync());
        await night.Workshop.Clock.AdvanceAsync(TimeSpan.FromMinutes(1));
        Assert.Equal(first + 1, await night.FireAsync());
    }

    [Fact]
    public async Task A_run_that_could_not_take_its_inbox_is_taken_up_by_the_next_night()
    {
        await using var night = await Night.OpenAsync(cluster);
        var first = await night.AskAsync();

        Assert.Equal(first, await night.AskAsync());
        Assert.Equal([$"inbox-{first}"], night.Asked.Take());
    }

    [Fact]
    public async Task An_export_that_failed_is_asked_for_again_after_an_hour()
    {
        await using var night = await ExtractedAsync();
        await night.GoRoundAsync();
        Assert.Contains("export-1", night.Asked.Take());
        await night.GoRoundAsync();
        Assert.DoesNotContain("export-1", night.Asked.Take());

        await night.Workshop.Clock.AdvanceAsync(TimeSpan.FromHours(2));
        await night.GoRoundAsync();

        Assert.Contains("export-1", night.Asked.Take());
    }

    [Fact]
    public async Task A_run_ends_when_its_batch_is_deleted()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        var run = (await night.AskAsync())!.Value;
        await night.TakeInboxAsync(run);

        await night.Workshop.Store.DeleteAsync(1, Token);
        await night.GoRoundAsync();

        Assert.Equal("finished", (await night.Schedules.FindAsync(run, Token))!.State);
    }

    [Fact]
    public async Task A_process_that_may_not_take_files_leaves_them_to_another_one()
    {
        await using var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        var run = (await night.AskAsync())!.Value;
        night.Asked.Take();

        await night.TakeInboxAsync(run, isMine: false);

        Assert.Equal([$"inbox-{run}"], night.Asked.Take());
        Assert.Empty(await night.Schedules.ListFilesAsync(run, Token));
        Assert.Equal(["a.csv"], Names(night.PathOf("inbox/notes")));
    }

    private async Task<Night> ExtractedAsync()
    {
        var night = await Night.OpenAsync(cluster);
        night.Deliver("a.csv", Notes);
        await night.TakeInboxAsync((await night.AskAsync())!.Value);
        await night.FinishAsync(1);
        night.Asked.Take();
        return night;
    }

    private static string[] Names(string folder) =>
        Directory.Exists(folder) ? [.. Directory.GetFiles(folder).Select(path => Path.GetFileName(path)!).Order()] : [];
}
