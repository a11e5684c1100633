using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Submissions;

public sealed class RetryTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task Failed_documents_and_their_duplicates_open_again_and_the_batch_can_finish_again()
    {
        var batch = await FailAsync("bad", "good", "bad");
        await RecordAllAsync(batch, "good");
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);

        var reopened = await Shop.Store.RetryAsync(batch, Token);

        Assert.Equal(new Reopened(2, 0), reopened);
        var open = await Shop.ProgressAsync(batch);
        Assert.Equal(("extracting", 1, 0, null), (open.State, open.Extracted, open.Failed, open.FinishedAt));
        var chunk = Assert.Single(await Shop.LeaseAsync(batch));
        Assert.Equal((0, 0, 0), (chunk.BlameCount, chunk.Suspicion, chunk.BlamedModels.Count));

        await Shop.RecordAsync([chunk], _ => "better");

        Assert.Equal(["better", "good", "better"], await Shop.ResultsAsync(batch));
        var ended = await Shop.ProgressAsync(batch);
        Assert.Equal(("finished", 3, 0, 1), (ended.State, ended.Extracted, ended.Failed, ended.Cached));
    }

    [Fact]
    public async Task Failures_are_told_by_their_reasons_with_what_a_retry_would_ask_for()
    {
        var documents = TestApp.Documents("bad", "empty", "good", "bad")
            .Select(document => document.Text == "empty" ? document with { Problem = "no text" } : document);
        var batch = (await Shop.Store.AddAsync(TestApp.New(), documents, Token)).BatchId;
        await Shop.SplitAsync(batch);
        for (var chunks = await Shop.LeaseAsync(batch); chunks.Count > 0; chunks = await Shop.LeaseAsync(batch))
            await Shop.RecordAsync(chunks, chunk => chunk.Text == "good" ? "good" : null);

        var failures = await new PostgresAttemptHistory(Shop.Database).ReadFailuresAsync(batch, Token);

        FailureReason[] expected = [new("missing from the reply", 2, 1), new("no text", 1, 0)];
        Assert.Equal(expected, failures);
    }

    [Fact]
    public async Task A_batch_without_failed_documents_stays_as_it_is()
    {
        var batch = await Shop.AddAsync("good");
        await RecordAllAsync(batch, "good");

        Assert.Equal(0, (await Shop.Store.RetryAsync(batch, Token)).Documents);

        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task A_cancelled_batch_keeps_its_failed_documents()
    {
        var batch = await FailAsync("bad", "open");
        await Shop.Store.CancelAsync(batch, Token);

        Assert.Equal(0, (await Shop.Store.RetryAsync(batch, Token)).Documents);

        Assert.Equal(["missing from the reply", null], await Shop.ResultsAsync(batch));
        Assert.Equal(1, (await Shop.ProgressAsync(batch)).Failed);
    }

    [Fact]
    public async Task A_document_that_an_answer_reached_after_it_failed_ends_with_that_answer_after_all()
    {
        var batch = await Shop.AddAsync("slow");
        var lost = await Shop.LeaseAsync(batch);
        await Shop.Clock.AdvanceAsync(Minute);
        for (var blame = 0; blame < 4; blame++) await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null);
        await Shop.RecordAsync(lost, _ => "late");
        await Shop.Store.RetryAsync(batch, Token);

        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null);

        Assert.Equal(["late"], await Shop.ResultsAsync(batch));
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task Cancelling_keeps_results_and_records_what_is_under_way()
    {
        var batch = await Shop.AddAsync("a", "b", "c");
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.RecordAsync([chunks[0]], _ => "a");

        Assert.True(await Shop.Store.CancelAsync(batch, Token));
        await Shop.RecordAsync([chunks[1]], _ => "b");

        Assert.Equal(["a", "b", null], await Shop.ResultsAsync(batch));
        Assert.Equal(
            ("cancelled", 2),
            ((await Shop.ProgressAsync(batch)).State, (await Shop.ProgressAsync(batch)).Extracted));
        Assert.Empty(await Shop.Store.ListActiveAsync([TestApp.Account.Id], Token));
        Assert.False(await Shop.Store.CancelAsync(batch, Token));
    }

    [Fact]
    public async Task A_cancelled_batch_stays_cancelled_when_its_last_document_ends()
    {
        var batch = await Shop.AddAsync("a");
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.Store.CancelAsync(batch, Token);
        var cancelledAt = (await Shop.ProgressAsync(batch)).FinishedAt;
        await Shop.Clock.AdvanceAsync(Minute);

        await Shop.RecordAsync(chunks, _ => "a");

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("cancelled", cancelledAt), (progress.State, progress.FinishedAt));
    }

    /// <summary>A batch whose first document, and what says the same, was given up.</summary>
    private async Task<long> FailAsync(params string[] texts)
    {
        var batch = await Shop.AddAsync(texts);
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.Queue.ReleaseAsync([.. chunks.Skip(1)], Token);
        await Shop.RecordAsync([chunks[0]], _ => null);
        for (var blame = 1; blame < 4; blame++)
        {
            var again = await Shop.LeaseAsync(batch);
            await Shop.Queue.ReleaseAsync([.. again.Where(chunk => chunk.DocumentNo != 1)], Token);
            await Shop.RecordAsync([.. again.Where(chunk => chunk.DocumentNo == 1)], _ => null);
        }

        return batch;
    }

    private async Task RecordAllAsync(long batch, string name) =>
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => name);
}
