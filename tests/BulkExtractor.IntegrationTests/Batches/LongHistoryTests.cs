using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class LongHistoryTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly TimeSpan Hundred = TimeSpan.FromDays(100);

    [Fact]
    public async Task Old_requests_of_a_batch_that_ended_become_a_row_a_day_and_the_batch_keeps_its_counts()
    {
        var batch = await Shop.AddAsync(3);
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.RecordAsync([.. chunks.Take(2)], _ => "x");
        await Shop.RecordAsync([chunks[2]], _ => null);
        await Shop.Clock.AdvanceAsync(TimeSpan.FromHours(1));
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => "x");
        var before = await Shop.ProgressAsync(batch);
        Assert.Equal("finished", before.State);

        await Shop.Clock.AdvanceAsync(Hundred);
        await Shop.KeepHouseAsync();

        var after = await Shop.ProgressAsync(batch);
        Assert.Equal((0, 0), (await CountAsync("attempts"), await CountAsync("attempt_chunks")));
        Assert.Equal((3, 1), (after.Requests, after.Wasted));
        Assert.Equal((before.Requests, before.Wasted), (after.Requests, after.Wasted));
        Assert.Equal("answered,failed", await Shop.ReadAsync<string>(
            "select string_agg(outcome, ',' order by outcome) from bulk.attempt_days"));
        Assert.Equal(3, await CountAsync("results where model is not null and fields is not null"));
        var month = Assert.Single(await History.ReadMonthsAsync(Token));
        Assert.Equal((3, 1, 3), (month.Requests, month.Wasted, month.Rows));
    }

    [Fact]
    public async Task Nothing_is_counted_twice_however_often_upkeep_comes()
    {
        await EndAsync();
        await Shop.Clock.AdvanceAsync(TimeSpan.FromDays(3));
        await Shop.KeepHouseAsync();
        await EndAsync();
        await Shop.Clock.AdvanceAsync(Hundred);
        await Shop.KeepHouseAsync();
        await Shop.KeepHouseAsync();

        Assert.Equal((2, 0), (
            await Shop.ReadAsync<int>("select sum(request_count)::int from bulk.attempt_days"),
            await CountAsync("attempts")));
    }

    [Fact]
    public async Task Requests_of_open_batches_and_of_late_days_stay()
    {
        var open = await Shop.AddAsync(2);
        await Shop.RecordAsync(await Shop.LeaseAsync(open, limit: 1), _ => "x");
        await EndAsync();
        await Shop.Clock.AdvanceAsync(Hundred);
        await EndAsync();

        await Shop.KeepHouseAsync();

        Assert.Equal(2, await CountAsync("attempts"));
        Assert.Equal(1, await CountAsync($"attempts where batch_id = {open}"));
    }

    [Fact]
    public async Task What_answered_a_part_of_a_document_that_failed_stays_until_its_answers_go()
    {
        var batch = await EndAsync();
        await Shop.ExecuteAsync(
            $"""
            update bulk.results set state = 'failed', fields = null, error = 'x' where batch_id = {batch};
            update bulk.batches set extracted_count = 0, failed_count = 1 where batch_id = {batch}
            """);
        await Shop.Clock.AdvanceAsync(Hundred);

        await Shop.KeepHouseAsync();
        Assert.Equal(1, await CountAsync("attempts"));
        await Shop.ExecuteAsync("delete from bulk.answers");
        await Shop.KeepHouseAsync();

        Assert.Equal(0, await CountAsync("attempts"));
    }

    [Fact]
    public async Task More_requests_than_a_page_holds_are_removed_page_by_page()
    {
        await EndAsync();
        await Shop.ExecuteAsync(
            """
            insert into bulk.attempts
              (batch_id, worker_id, account, model, scopes, chunk_count, granted_at, ended_at, outcome)
            select case when n % 1000 = 0 then 1 else 0 end, 1, 'a', 'm', '{}', 1, bulk.clock(), bulk.clock(), 'failed'
            from generate_series(1, 12000) n
            """);
        await Shop.Clock.AdvanceAsync(Hundred);

        await Shop.KeepHouseAsync();

        Assert.Equal(0, await CountAsync("attempts"));
        Assert.Equal(13, (await Shop.ProgressAsync(1)).Requests);
    }

    private PostgresAttemptHistory History => new(Shop.Database);

    // A batch of one document, and its end.
    private async Task<long> EndAsync()
    {
        var batch = await Shop.AddAsync($"text {Guid.NewGuid()}");
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => "x");
        return batch;
    }

    private async Task<int> CountAsync(string rows) =>
        await Shop.ReadAsync<int>($"select count(*)::int from bulk.{rows}");
}
