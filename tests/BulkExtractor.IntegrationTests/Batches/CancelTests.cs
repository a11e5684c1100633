using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Quality;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class CancelTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly BatchSettings Asking = new() { Sentinel = 0.1, Inquiry = Doubts.Two, Fresh = true };

    [Fact]
    public async Task A_question_that_is_put_while_the_batch_is_cancelled_ends_with_it()
    {
        var batch = await Shop.AddAsync(Asking, "doubtful", "sure");
        var chunks = await Shop.LeaseAsync(batch);
        var doubtful = Doubts.Of(await Shop.AskAsync([chunks[0]], _ => "made up"));
        var sure = Doubts.Voting(await Shop.AskAsync([chunks[1]], _ => "sure"));
        await using var other = await Shop.Source.OpenConnectionAsync(Token);
        // What is written by somebody else holds the recording up: after its question, before it is committed.
        await using var transaction = await other.BeginTransactionAsync(Token);
        await RunAsync(
            other,
            "insert into bulk.results (batch_id, document_no, state, fields) "
            + $"values ({batch}, 2, 'extracted', '{{}}')");
        var recording = Shop.Queue.RecordAsync([doubtful, sure], Token);
        await Until.TrueAsync("the recording waits", () => WaitAsync(1));

        var cancelling = Shop.Store.CancelAsync(batch, Token);
        await Until.TrueAsync("cancelling waits or is done", async () => cancelling.IsCompleted || await WaitAsync(2));
        await transaction.RollbackAsync(Token);
        await Task.WhenAll(recording, cancelling);

        Assert.Equal(["made up", "sure"], await Shop.ResultsAsync(batch));
        Assert.Equal(["answered", "answered"], await Shop.StatesAsync());
    }

    [Fact]
    public async Task Nothing_is_taken_back_of_a_batch_that_is_cancelled_meanwhile()
    {
        var batch = await Shop.AddAsync(Asking, "a", "b");
        await ReadAsync(batch, limit: 1);
        await using var other = await Shop.Source.OpenConnectionAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await RunAsync(other, $"update bulk.batches set state = 'cancelled' where batch_id = {batch}");
        var benching = BenchAsync(batch);
        await Until.TrueAsync("the bench waits", () => WaitAsync(1));

        await transaction.CommitAsync(Token);

        Assert.Equal(0, await benching);
        Assert.Equal(["A", null], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task Nothing_is_opened_by_a_retry_of_a_batch_that_is_cancelled_meanwhile()
    {
        var batch = await Shop.AddAsync("bad", "open");
        for (var blame = 0; blame < 4; blame++) await Shop.RecordAsync(await Shop.LeaseAsync(batch, 1), _ => null);
        await using var other = await Shop.Source.OpenConnectionAsync(Token);
        await using var transaction = await other.BeginTransactionAsync(Token);
        await RunAsync(other, $"update bulk.batches set state = 'cancelled' where batch_id = {batch}");
        var retrying = Shop.Store.RetryAsync(batch, Token);
        await Until.TrueAsync("the retry waits", () => WaitAsync(1));

        await transaction.CommitAsync(Token);

        Assert.Equal(new Reopened(0, 0), await retrying);
        Assert.Equal(1, (await Shop.ProgressAsync(batch)).Failed);
    }

    [Fact]
    public async Task Cancelling_once_more_ends_the_questions_that_a_killed_process_left()
    {
        var batch = await Shop.AddAsync(Asking, "doubtful");
        await ReadAsync(batch, doubtful: true);
        await Shop.ExecuteAsync("update bulk.batches set state = 'cancelled'");

        Assert.False(await Shop.Store.CancelAsync(batch, Token));

        Assert.Equal(["DOUBTFUL"], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task What_is_taken_back_while_another_opinion_is_awaited_is_asked_from_the_start()
    {
        var batch = await Shop.AddAsync(Asking, "doubtful");
        await ReadAsync(batch, doubtful: true);
        var second = await Shop.AskAsync(await Shop.LeaseAsync(batch), _ => "late");

        Assert.Equal(0, await BenchAsync(batch));
        await Shop.Queue.RecordAsync([Doubts.Voting(second)], Token);

        for (var blame = 0; blame < 4; blame++)
        {
            var chunk = Assert.Single(await Shop.LeaseAsync(batch));
            Assert.Equal((0, 0), (chunk.Question.No, chunk.Question.AnsweredBy.Count));
            await Shop.RecordAsync([chunk], _ => null);
        }

        Assert.Equal(["missing from the reply"], await Shop.ResultsAsync(batch));
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task A_cancelled_batch_is_opened_again_with_what_was_left()
    {
        var batch = await Shop.AddAsync("a", "b");
        await ReadAsync(batch, limit: 1);
        await Shop.Store.CancelAsync(batch, Token);

        Assert.True(await Shop.Store.ResumeAsync(batch, Token));

        var open = await Shop.ProgressAsync(batch);
        Assert.Equal(("extracting", 1), (open.State, open.Open));
        await ReadAsync(batch);
        Assert.Equal(["A", "B"], await Shop.ResultsAsync(batch));
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
        Assert.False(await Shop.Store.ResumeAsync(batch, Token));
    }

    [Fact]
    public async Task A_cancelled_batch_of_which_nothing_is_left_ends_as_soon_as_it_is_opened_again()
    {
        var batch = await Shop.AddAsync(Asking, "doubtful");
        await ReadAsync(batch, doubtful: true);
        await Shop.Store.CancelAsync(batch, Token);

        Assert.True(await Shop.Store.ResumeAsync(batch, Token));

        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task A_cancelled_batch_whose_texts_are_gone_stays_cancelled()
    {
        var batch = await Shop.AddAsync("a");
        await Shop.Store.CancelAsync(batch, Token);
        await Shop.ExecuteAsync("update bulk.batches set forgotten_at = bulk.clock()");

        Assert.False(await Shop.Store.ResumeAsync(batch, Token));
    }

    private async Task ReadAsync(long batch, int limit = 100, bool doubtful = false)
    {
        var chunks = await Shop.LeaseAsync(batch, limit);
        var attempt = await Shop.AskAsync(chunks, chunk => chunk.Text.ToUpperInvariant()) with { IsMeasured = true };
        await Shop.Queue.RecordAsync([doubtful ? Doubts.Of(attempt) : attempt], Token);
    }

    private Task<int?> BenchAsync(long batch) => Shop.Sentinels.QuarantineAsync(
        batch, TestApp.Model, new QuarantineDecision("it misread", 0.9, null, Minute), Token);

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }

    private async Task<bool> WaitAsync(int number) => number == await Shop.ReadAsync<long>(
        "select count(*) from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'");
}
