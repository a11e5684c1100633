using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Submissions;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class ReuseTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly BatchSettings Fresh = new() { Fresh = true };

    [Fact]
    public async Task A_document_that_was_extracted_before_is_answered_without_a_chunk()
    {
        await ExtractAsync("a", "b");

        var batch = await Shop.AddAsync("c", "b", "a");

        Assert.Equal(["c"], await OpenAsync(batch));
        Assert.Equal([null, "B", "A"], await Shop.ResultsAsync(batch));
        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("extracting", 2, 2), (progress.State, progress.Extracted, progress.Cached));
    }

    [Fact]
    public async Task A_batch_of_nothing_new_is_finished_at_once()
    {
        await ExtractAsync("a", "b");

        var batch = await Shop.AddAsync("b", "a", "b");

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("finished", 3, 3, 0), (progress.State, progress.Extracted, progress.Cached, progress.Requests));
        Assert.NotNull(progress.FinishedAt);
    }

    [Theory]
    [InlineData(false, 0.75)]
    [InlineData(true, 0.25)]
    public async Task The_price_of_a_submission_leaves_out_what_needs_no_request(bool fresh, double share)
    {
        await ExtractAsync("a", "b");
        var batch = await Shop.AddAsync(new BatchSettings { Fresh = fresh }, "a", "b", "c", "c");

        var known = new KnownDocuments(new PostgresSplitStore(Shop.Database), TimeProvider.System);

        Assert.Equal(share, await known.ShareAsync(batch, Token));
    }

    [Fact]
    public async Task Every_part_of_an_earlier_result_comes_along()
    {
        var earlier = await ExtractAsync("a");

        var batch = await Shop.AddAsync("a");

        const string all = "select (to_jsonb(r) - '{batch_id,document_no,cached,created_at}'::text[])::text "
            + "from bulk.results r where batch_id = ";
        Assert.Equal(await Shop.ReadAsync<string>(all + earlier), await Shop.ReadAsync<string>(all + batch));
    }

    [Fact]
    public async Task Splitting_again_answers_nothing_twice()
    {
        await ExtractAsync("a");
        var batch = await Shop.AddAsync("a", "b");

        await Shop.SplitAsync(batch);

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("extracting", 1, 1), (progress.State, progress.Extracted, progress.Cached));
    }

    [Fact]
    public async Task A_document_that_failed_is_asked_again()
    {
        var earlier = await Shop.AddAsync("a", "b");
        for (var time = 1; time <= 4; time++)
            await Shop.RecordAsync(await Shop.LeaseAsync(earlier), chunk => chunk.Text == "b" ? "B" : null);

        var batch = await Shop.AddAsync("a", "b");

        Assert.Equal("finished", (await Shop.ProgressAsync(earlier)).State);
        Assert.Equal(["a"], await OpenAsync(batch));
    }

    [Fact]
    public async Task A_fresh_batch_asks_all_and_later_ones_are_answered_from_it()
    {
        await ExtractAsync("a");

        var fresh = await Shop.AddAsync(Fresh, "a");
        await Shop.RecordAsync(await Shop.LeaseAsync(fresh), _ => "newer");
        var batch = await Shop.AddAsync("a");

        Assert.Equal(["newer"], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task Another_definition_and_the_other_kind_of_models_share_nothing()
    {
        await ExtractAsync("a");
        var asked = TestApp.New();

        var other = await Shop.AddAsync(
            asked with { Definition = asked.Definition with { Instructions = "Other ones." } }, "a");
        var real = await Shop.AddAsync(asked with { Simulated = false }, "a");

        Assert.Equal(["a"], await OpenAsync(other));
        Assert.Equal(["a"], await OpenAsync(real));
    }

    [Fact]
    public async Task What_a_batch_has_while_it_is_under_way_is_used_too()
    {
        var earlier = await Shop.AddAsync("a", "b", "c");
        await Shop.RecordAsync(await Shop.LeaseAsync(earlier, limit: 1), chunk => chunk.Text.ToUpperInvariant());
        var second = await Shop.AddAsync("a", "b");
        await Shop.RecordAsync(await Shop.LeaseAsync(earlier), chunk => chunk.Text.ToUpperInvariant());

        var third = await Shop.AddAsync("a", "b", "c");

        Assert.Equal(["b"], await OpenAsync(second));
        Assert.Equal(["A", "B", "C"], await Shop.ResultsAsync(third));
    }

    [Fact]
    public async Task What_a_retry_brought_is_used_too()
    {
        var earlier = await Shop.AddAsync("a");
        for (var time = 1; time <= 4; time++) await Shop.RecordAsync(await Shop.LeaseAsync(earlier), _ => null);
        await Shop.AddAsync("a");
        await Shop.Store.RetryAsync(earlier, Token);
        await Shop.RecordAsync(await Shop.LeaseAsync(earlier), _ => "late");

        var batch = await Shop.AddAsync("a");

        Assert.Equal(["late"], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task When_the_first_batch_is_deleted_its_copies_still_answer()
    {
        var first = await ExtractAsync("a");
        await Shop.AddAsync("a");
        await Shop.Store.DeleteAsync(first, Token);

        var third = await Shop.AddAsync("a");

        Assert.Equal(["A"], await Shop.ResultsAsync(third));
    }

    [Fact]
    public async Task When_every_batch_is_deleted_nothing_is_left_to_answer_from()
    {
        await Shop.Store.DeleteAsync(await ExtractAsync("a"), Token);

        var batch = await Shop.AddAsync("a");

        Assert.Equal(["a"], await OpenAsync(batch));
        Assert.Equal(0, await Shop.ReadAsync<long>("select count(*) from bulk.earlier"));
    }

    /// <summary>A batch whose documents all got their text in capitals as their name.</summary>
    private async Task<long> ExtractAsync(params string[] texts)
    {
        var batch = await Shop.AddAsync(texts);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), chunk => chunk.Text.ToUpperInvariant());
        return batch;
    }

    private async Task<IEnumerable<string>> OpenAsync(long batch) =>
        (await Shop.LeaseAsync(batch)).Select(chunk => chunk.Text);
}
