using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Notices;
using BulkExtractor.Postgres;
using BulkExtractor.Quality;
using BulkExtractor.Schedules;

namespace BulkExtractor.IntegrationTests.Notices;

/// <summary>What is told stands in the database with what it tells, or neither does.</summary>
public sealed class NoticeStorageTests(TestCluster cluster)
{
    private static readonly NotifyTarget Target = Outbox.To("https://hook.example/hook", [.. NoticeEvents.All]);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_tells_its_end_in_the_transaction_that_ends_it()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        var batch = await outbox.App.AddAsync(TestApp.New() with { Notify = [Target] }, "text");

        await outbox.App.ExecuteAsync($"begin; {Ended(batch, 1, 0)}; rollback");
        Assert.Empty(await ListAsync(outbox));
        await outbox.App.ExecuteAsync(Ended(batch, 1, 0));

        var told = Assert.Single(await ListAsync(outbox));
        Assert.Equal(("finished", batch), (told.Event, told.BatchId));
        Assert.Equal(("finished", 1), ((string)told.Details["state"]!, (int)told.Details["extracted"]!));
        Assert.Equal(Target.To, Assert.Single(told.Notify).To);
    }

    [Fact]
    public async Task Failed_documents_are_told_beside_the_end_and_again_when_they_failed_once_more()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        var batch = await outbox.App.AddAsync("text", "more");
        await outbox.App.ExecuteAsync(Ended(batch, 1, 1));

        await outbox.App.ExecuteAsync($"""
            update bulk.batches set state = 'extracting', failed_count = 0 where batch_id = {batch};
            {Ended(batch, 0, 1)};
            """);

        Assert.Equal(
            ["finished", "failed_documents", "finished", "failed_documents"],
            (await ListAsync(outbox)).Select(told => told.Event));
    }

    [Fact]
    public async Task A_rejected_file_and_the_end_of_its_run_are_told()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        var schedules = new PostgresScheduleStore(outbox.App.Database);
        var run = (await schedules.AskAsync(new AskedRun("notes", "notes", ByHand: true, [Target]), Token))!.Value;
        var file = await schedules.AddFileAsync(run, "a.csv", null, Token);

        await schedules.RejectFileAsync(file.FileId, "no column 'text'", Token);
        await schedules.EndTakingAsync(run, Token);
        await schedules.AdvanceAsync(Token);

        var told = await ListAsync(outbox);
        Assert.Equal(["rejected_file", "run_done"], told.Select(one => one.Event));
        Assert.All(told, one => Assert.Equal(Target.To, Assert.Single(one.Notify).To));
        Assert.Equal(
            ("a.csv", "no column 'text'"), ((string)told[0].Details["file"]!, (string)told[0].Details["reason"]!));
        Assert.Equal(
            (0, 1, "2026-01-27T09:00:00.000Z"),
            ((int)told[1].Details["taken"]!, (int)told[1].Details["rejected"]!, (string)told[1].Details["ended_at"]!));
    }

    [Fact]
    public async Task Waiting_for_quota_is_told_once_a_day_and_other_waits_are_not()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        var batch = await outbox.App.AddAsync(TestApp.New() with { Notify = [Target] }, "text");

        await WaitAsync("a model: none answers", forQuota: false);
        await WaitAsync("requests of today, until 00:00", forQuota: true);
        await WaitAsync(null, forQuota: false);
        await WaitAsync("requests of today, until 00:01", forQuota: true);
        Assert.Single(await ListAsync(outbox));
        await outbox.App.Clock.AdvanceAsync(TimeSpan.FromDays(1));
        await WaitAsync("requests of today, until 00:02", forQuota: true);

        var told = await ListAsync(outbox);
        Assert.Equal(
            ["requests of today, until 00:00", "requests of today, until 00:02"],
            told.Select(one => (string)one.Details["waiting_for"]!));

        Task WaitAsync(string? reason, bool forQuota) =>
            outbox.App.Store.SetWaitingAsync([batch], reason, forQuota, Token);
    }

    [Fact]
    public async Task A_model_in_quarantine_is_told()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        var batch = await outbox.App.AddAsync(TestApp.New() with { Notify = [Target] }, "text");
        await outbox.App.ExecuteAsync($"""
            insert into bulk.model_accuracies (definition_id, account, model)
            select definition_id, '{TestApp.Account.Id}', 'm' from bulk.batches
            """);

        await outbox.App.Sentinels.QuarantineAsync(batch, TestApp.Model, Decision(), Token);
        await outbox.App.Sentinels.QuarantineAsync(batch, TestApp.Model, Decision(), Token);

        var told = Assert.Single(await ListAsync(outbox));
        Assert.Equal(
            ("model_quarantined", "m", "misread"),
            (told.Event, (string)told.Details["model"]!, (string)told.Details["reason"]!));
    }

    [Fact]
    public async Task A_missed_run_is_told_and_asked_for_once_however_many_notice_it()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        var schedules = new PostgresScheduleStore(outbox.App.Database);
        var now = await outbox.App.Clock.NowAsync();
        var (run, missed) = (
            new AskedRun("notes", "notes", ByHand: false, [Target]),
            new MissedRun(now.AddHours(-7), now.AddHours(17), RunsNow: true));

        var firsts = await Task.WhenAll(
            Enumerable.Range(1, 4).Select(_ => schedules.TellMissedAsync(run, missed, Token)));

        Assert.Single(firsts, first => first);
        Assert.Equal(1L, await outbox.App.ReadAsync<long>("select count(*) from bulk.nightly_runs"));
        var told = Assert.Single(await ListAsync(outbox));
        Assert.Equal("missed_run", told.Event);
        Assert.Equal(
            ("2026-01-27T02:00:00.000Z", "2026-01-28T02:00:00.000Z", true),
            ((string)told.Details["due_at"]!, (string)told.Details["next_at"]!, (bool)told.Details["runs_now"]!));
    }

    [Fact]
    public async Task What_is_only_told_is_not_asked_for()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        var schedules = new PostgresScheduleStore(outbox.App.Database);
        var now = await outbox.App.Clock.NowAsync();

        await schedules.TellMissedAsync(
            new AskedRun("notes", "notes", ByHand: false, []),
            new MissedRun(now.AddMinutes(-5), now.AddMinutes(5), RunsNow: false),
            Token);

        Assert.Equal(0L, await outbox.App.ReadAsync<long>("select count(*) from bulk.nightly_runs"));
        Assert.Single(await ListAsync(outbox));
    }

    [Fact]
    public async Task What_nobody_wants_to_hear_is_on_no_way_and_is_forgotten_after_a_month()
    {
        await using var outbox = await Outbox.OpenAsync(cluster);
        await outbox.FinishAsync();

        Assert.Empty(await outbox.SpreadAsync());
        Assert.Empty(await ListAsync(outbox));
        Assert.Empty(await outbox.ShowAsync());
        await outbox.App.Clock.AdvanceAsync(TimeSpan.FromDays(31));
        await outbox.App.KeepHouseAsync();

        Assert.Equal(0L, await outbox.App.ReadAsync<long>("select count(*) from bulk.notices"));
    }

    private static string Ended(long batch, int extracted, int failed) =>
        $"select bulk.count_ended({batch}, {extracted}, {failed}, 0); select bulk.fold_counts({batch})";

    private static Task<IReadOnlyList<Notice>> ListAsync(Outbox outbox) => outbox.Store.ListUnspreadAsync(Token);

    private static QuarantineDecision Decision() => new("misread", 0.9, null, TimeSpan.FromHours(1));
}
