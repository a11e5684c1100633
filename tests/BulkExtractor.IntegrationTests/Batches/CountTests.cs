using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class CountTests(TestCluster cluster) : QueueTests(cluster)
{
    // Enough that nobody who records takes the batch to be near its end.
    private const string Many = "update bulk.batches set document_count = 40000";

    private const string NoteEnds =
        """
        create table ends (batch_id bigint);
        create function note_end() returns trigger language plpgsql as
          $$ begin insert into ends values (new.batch_id); return null; end $$;
        create trigger noted after update of finished_at on bulk.batches for each row
        when (new.state = 'finished') execute function note_end();
        """;

    [Fact(Timeout = 60_000)]
    public async Task Who_records_waits_for_nobody_who_records_for_the_same_batch()
    {
        var batch = await Shop.AddAsync(5);
        await Shop.ExecuteAsync(Many);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch, 1), _ => "x");
        var first = await Shop.AskAsync(await Shop.LeaseAsync(batch, 2), _ => "x");
        var second = await Shop.AskAsync(await Shop.LeaseAsync(batch, 2), _ => "x");
        await using var connection = await Shop.Source.OpenConnectionAsync(Token);
        await using var open = await connection.BeginTransactionAsync(Token);
        await new AttemptRecord(connection, [first]).WriteAsync(Token);

        await Shop.Queue.RecordAsync([second], Token);

        Assert.Equal(("extracting", 3), await StandAsync(batch));
        await open.CommitAsync(Token);
        Assert.Equal(("extracting", 5), await StandAsync(batch));
    }

    [Fact]
    public async Task A_batch_whose_last_worker_was_killed_right_after_its_commit_is_finished_by_the_next_look()
    {
        var batch = await Shop.AddAsync(2);
        var last = await Shop.AskAsync(await Shop.LeaseAsync(batch), _ => "x");
        await using (var connection = await Shop.Source.OpenConnectionAsync(Token))
            await new AttemptRecord(connection, [last]).WriteAsync(Token);
        Assert.Equal(("extracting", 2), await StandAsync(batch));

        Assert.Empty(await Shop.Store.ListActiveAsync(["of nobody"], Token));

        Assert.Equal(("finished", 2), await StandAsync(batch));
        Assert.NotNull((await Shop.ProgressAsync(batch)).FinishedAt);
    }

    [Fact]
    public async Task Those_who_record_the_last_documents_at_once_finish_their_batch_once()
    {
        await Shop.ExecuteAsync(NoteEnds);
        var batches = new List<long>();
        for (var round = 0; round < 20; round++)
        {
            var batch = await Shop.AddAsync(6);
            batches.Add(batch);
            var chunks = await Shop.LeaseAsync(batch);
            var attempts = await Task.WhenAll(chunks.Chunk(1).Select(one => Shop.AskAsync(one, _ => "x")));
            var looks = Shop.Store.ListActiveAsync([], Token);
            await Task.WhenAll(attempts.Select(attempt => Shop.Queue.RecordAsync([attempt], Token)));
            await looks;
            Assert.Equal(("finished", 6), await StandAsync(batch));
        }

        Assert.Equal(batches, await Shop.ReadAsync<long[]>("select array_agg(batch_id order by batch_id) from ends"));
        Assert.Equal(0, await Shop.ReadAsync<long>("select count(*) from bulk.counts"));
    }

    [Fact]
    public async Task What_is_counted_beside_a_batch_is_told_with_it_and_added_to_it_once()
    {
        var batch = await Shop.AddAsync(8);
        await Shop.ExecuteAsync(Many);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch, 3), _ => "x");
        Assert.Equal(0, await CountInRowAsync(batch));
        Assert.Equal(("extracting", 3), await StandAsync(batch));

        for (var look = 0; look < 2; look++)
            Assert.Equal(39_997, Assert.Single(await ListActiveAsync()).OpenDocuments);

        Assert.Equal(3, await CountInRowAsync(batch));
        Assert.Equal(("extracting", 3), await StandAsync(batch));
    }

    [Fact]
    public async Task A_look_leaves_what_is_being_counted_to_who_counts_it()
    {
        var batch = await Shop.AddAsync(8);
        await Shop.ExecuteAsync(Many);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch, 3), _ => "x");
        var next = await Shop.AskAsync(await Shop.LeaseAsync(batch, 2), _ => "x");
        await using var connection = await Shop.Source.OpenConnectionAsync(Token);
        await using var open = await connection.BeginTransactionAsync(Token);
        await new AttemptRecord(connection, [next]).WriteAsync(Token);

        await ListActiveAsync();
        Assert.Equal((0, 3), (await CountInRowAsync(batch), (await StandAsync(batch)).Extracted));

        await open.CommitAsync(Token);
        await ListActiveAsync();
        Assert.Equal((5, 5), (await CountInRowAsync(batch), (await StandAsync(batch)).Extracted));
    }

    [Fact]
    public async Task What_is_opened_again_before_its_count_is_folded_counts_no_more()
    {
        var batch = await Shop.AddAsync(3);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch, 1), _ => "x");
        await Shop.ExecuteAsync(
            $"""
            insert into bulk.results (batch_id, document_no, state, error) values ({batch}, 2, 'failed', 'no');
            update bulk.chunks set state = 'failed' where batch_id = {batch} and document_no = 2;
            select bulk.count_ended({batch}, 0, 1, 0);
            """);
        Assert.Equal((1, 1), await CountsAsync(batch));

        Assert.Equal(1, (await Shop.Store.RetryAsync(batch, Token)).Documents);
        Assert.Equal((1, 0), await CountsAsync(batch));

        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => "x");
        Assert.Equal((3, 0), await CountsAsync(batch));
        Assert.Equal(("finished", 3), await StandAsync(batch));
        Assert.Equal(3, await CountInRowAsync(batch));
    }

    [Fact]
    public async Task A_deleted_batch_leaves_no_count_behind()
    {
        var batch = await Shop.AddAsync(3);
        await Shop.ExecuteAsync(Many);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch, 1), _ => "x");

        await Shop.Store.DeleteAsync(batch, Token);

        Assert.Equal(0, await Shop.ReadAsync<long>("select count(*) from bulk.counts"));
    }

    private Task<IReadOnlyList<Batch>> ListActiveAsync() => Shop.Store.ListActiveAsync([TestApp.Account.Id], Token);

    private Task<int> CountInRowAsync(long batch) =>
        Shop.ReadAsync<int>($"select extracted_count from bulk.batches where batch_id = {batch}");

    private async Task<(string State, int Extracted)> StandAsync(long batch)
    {
        var progress = await Shop.ProgressAsync(batch);
        return (progress.State == "waiting" ? "extracting" : progress.State, progress.Extracted);
    }

    private async Task<(int Extracted, int Failed)> CountsAsync(long batch)
    {
        var progress = await Shop.ProgressAsync(batch);
        return (progress.Extracted, progress.Failed);
    }
}
