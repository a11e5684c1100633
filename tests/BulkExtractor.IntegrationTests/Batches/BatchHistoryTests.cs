using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Forecasting;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Recording;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class BatchHistoryTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task The_history_of_a_batch_says_what_its_requests_brought_and_what_is_under_way()
    {
        var batch = await Shop.AddAsync(10);
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.RecordAsync([.. chunks.Take(4)], _ => "x");
        await Shop.RecordAsync([.. chunks.Skip(4).Take(4)], EverySecond);
        await Shop.AskAsync([.. chunks.Skip(8)], _ => "x");

        var seen = Assert.Single(await new PostgresAttemptHistory(Shop.Database).ReadAccountsAsync(batch, [], Token));

        Assert.Equal((2, 1, 1, 8, 6), (seen.Requests, seen.Whole, seen.Partial, seen.Chunks, seen.Answers));
        Assert.Equal((4, 1, 2, 6), (seen.PackSize, seen.Models, seen.ChunksUnderWay, seen.AllAnswers));
    }

    [Fact]
    public async Task A_model_rises_until_an_answer_was_cut_off_or_missed_much()
    {
        var batch = await Shop.AddAsync(20);
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.RecordAsync([.. chunks.Take(12)], chunk => chunk == chunks[0] ? null : "x");
        var before = await ReadAsync();
        await Shop.RecordAsync([.. chunks.Skip(12)], _ => "x", new ModelReply { Content = "", Truncated = true });
        var after = await ReadAsync();

        Assert.Equal((1, 0, 1), (before.Rising, before.Cut, before.Partial));
        Assert.Equal((0, 1, 1), (after.Rising, after.Cut, after.Partial));

        async Task<AccountHistory> ReadAsync() =>
            Assert.Single(await new PostgresAttemptHistory(Shop.Database).ReadAccountsAsync(batch, [], Token));
    }

    [Fact]
    public async Task Long_gaps_between_requests_are_waits_and_no_pace()
    {
        var batch = await Shop.AddAsync(4);
        foreach (var gap in new[] { 0, 4, 6, 3_600 })
        {
            await Shop.Clock.AdvanceAsync(TimeSpan.FromSeconds(gap));
            await Shop.RecordAsync(await Shop.LeaseAsync(batch, limit: 1), _ => "x");
        }

        var seen = Assert.Single(await new PostgresAttemptHistory(Shop.Database).ReadAccountsAsync(batch, [], Token));

        Assert.Equal(TimeSpan.FromSeconds(5), seen.Gap);
    }

    [Fact]
    public async Task Waste_is_told_by_kind_the_most_frequent_first()
    {
        var batch = await Shop.AddAsync(3);
        var chunks = await Shop.LeaseAsync(batch);
        var busy = new ModelReply { Failure = new CallFailure(FailureClass.ModelPaused, "busy") };
        await Shop.RecordAsync([chunks[0]], _ => null, busy);
        await Shop.RecordAsync([chunks[1]], _ => null, busy);
        await Shop.RecordAsync([chunks[2]], _ => null);

        var waste = await new PostgresAttemptHistory(Shop.Database).ReadWasteAsync(batch, Token);

        Assert.Equal([new WastedOn("model_paused", 2), new WastedOn("unreadable", 1)], waste);
        Assert.Equal(3, (await Shop.ProgressAsync(batch)).Wasted);
    }

    [Fact]
    public async Task Deadlines_are_listed_earliest_first_and_a_verdict_is_kept()
    {
        var morning = new DateTimeOffset(2030, 1, 1, 8, 0, 0, TimeSpan.Zero);
        var noon = morning.AddHours(4);
        var later = await Shop.AddAsync(new BatchSettings { Deadline = noon }, "a");
        var sooner = await Shop.AddAsync(new BatchSettings { Deadline = morning }, "b");
        await Shop.AddAsync("c");
        var store = Shop.Store;

        var listed = await store.ListDeadlinesAsync([TestApp.Account.Id], Token);
        await store.SetOnTimeAsync(sooner, true, Token);

        Assert.Equal([(sooner, morning), (later, noon)], listed);
        Assert.Equal(
            (morning, true),
            ((await Shop.ProgressAsync(sooner)).Deadline, (await Shop.ProgressAsync(sooner)).OnTime));
        var active = await Shop.Store.ListActiveAsync([TestApp.Account.Id], Token);
        Assert.Equal([false, true, false], active.Select(batch => batch.OnTime));
    }

    [Fact]
    public async Task Deleting_a_batch_while_answers_are_recorded_holds_neither_up()
    {
        for (var round = 0; round < 20; round++)
        {
            var batch = await Shop.AddAsync(40);
            var chunks = await Shop.LeaseAsync(batch);
            var attempts = new List<AttemptResult>();
            foreach (var pack in chunks.Chunk(4)) attempts.Add(await Shop.AskAsync(pack, EverySecond));

            await Task.WhenAll(
            [
                .. attempts.Chunk(2).Select(some => Shop.Queue.RecordAsync(some, Token)),
                Shop.Store.DeleteAsync(batch, Token),
            ]);

            Assert.Null(await Shop.Store.FindAsync(batch, Token));
        }

        Assert.DoesNotContain(Shop.Log.Lines, line => line.Contains("deadlock", StringComparison.OrdinalIgnoreCase));
    }

    private static string? EverySecond(LeasedChunk chunk) => chunk.DocumentNo % 2 == 0 ? "x" : null;
}
