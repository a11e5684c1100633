using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class SplitTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly BatchSettings Short = new() { SliceTokens = 50 };

    [Fact]
    public async Task A_short_document_is_one_chunk_with_its_whole_text()
    {
        var batch = await Shop.AddAsync("Grüße 東京 👍");

        var chunk = Assert.Single(await Shop.LeaseAsync(batch));

        Assert.Equal((1, 0, "Grüße 東京 👍"), (chunk.DocumentNo, chunk.SliceNo, chunk.Text));
    }

    [Fact]
    public async Task Splitting_lets_the_workers_at_the_batch()
    {
        var batch = await Shop.AddAsync("a");

        Assert.Equal("extracting", (await Shop.ProgressAsync(batch)).State);
        Assert.Equal([batch], (await Shop.Store.ListActiveAsync([TestApp.Account.Id], Token)).Select(b => b.BatchId));
        Assert.Empty(await Shop.Store.ListActiveAsync(["another account"], Token));
    }

    [Fact]
    public async Task Equal_documents_become_one_chunk()
    {
        var batch = await Shop.AddAsync("same", "other", "same");

        Assert.Equal([1, 2], (await Shop.LeaseAsync(batch)).Select(chunk => chunk.DocumentNo));
    }

    [Fact]
    public async Task A_document_far_behind_rows_that_were_left_out_is_split_and_later_forgotten_too()
    {
        var document = await TestApp.Documents("far").SingleAsync(Token);
        Document[] documents = [document, document with { Number = 12_001, Key = "2", Text = "off" }];
        var keep = TimeSpan.FromDays(1);
        var batch = (await Shop.Store.AddAsync(
            TestApp.New() with { Keep = keep }, documents.ToAsyncEnumerable(), Token)).BatchId;
        await Shop.SplitAsync(batch);

        var chunks = await Shop.LeaseAsync(batch);
        Assert.Equal([1, 12_001], chunks.Select(chunk => chunk.DocumentNo));
        await Shop.RecordAsync(chunks, chunk => chunk.Text);
        await Shop.Clock.AdvanceAsync(keep * 2);
        await Shop.KeepHouseAsync();

        Assert.Equal(0, await Shop.ReadAsync<long>("select count(*) from bulk.documents where text <> ''"));
    }

    [Fact]
    public async Task Splitting_twice_changes_nothing()
    {
        var batch = await Shop.AddAsync(Short, LongText(), "short", "short", LongText());
        await Shop.RecordAsync(await Shop.LeaseAsync(batch, limit: 2), chunk => chunk.Text);
        var before = await ChunksAsync();

        await Shop.SplitAsync(batch);

        Assert.Equal(before, await ChunksAsync());
        Assert.Equal(2, await Shop.ReadAsync<long>("select count(*) from bulk.duplicates"));
    }

    [Fact]
    public async Task A_cancelled_batch_is_not_split()
    {
        var batch = (await Shop.Store.AddAsync(TestApp.New(), TestApp.Documents("a"), Token)).BatchId;
        await Shop.Store.CancelAsync(batch, Token);

        await Shop.SplitAsync(batch);

        Assert.Empty(await Shop.StatesAsync());
    }

    [Theory]
    [InlineData("Ein Satz. Noch ein Satz!\n\n")]
    [InlineData("東京は日本の首都です。")]
    [InlineData("👩‍👩‍👧‍👦 e\u0301 👍🏽 ")]
    public async Task The_slices_of_a_long_document_joined_where_they_overlap_are_its_text(string phrase)
    {
        var text = string.Concat(Enumerable.Range(0, 60).Select(number => $"{phrase}{number}"));
        var batch = await Shop.AddAsync(Short, text);

        var slices = await Shop.LeaseAsync(batch);

        Assert.True(slices.Count > 5, $"only {slices.Count} slices");
        Assert.Equal(Enumerable.Range(1, slices.Count), slices.Select(slice => slice.SliceNo));
        Assert.Equal(text, Joined(slices));
    }

    [Fact]
    public async Task Many_long_documents_are_all_cut()
    {
        var texts = Enumerable.Range(1, 30).Select(number => $"{number} {LongText()}").ToArray();

        var batch = await Shop.AddAsync(Short, texts);

        var slices = (await Shop.LeaseAsync(batch)).GroupBy(slice => slice.DocumentNo).OrderBy(slice => slice.Key);
        Assert.Equal(texts, slices.Select(document => Joined(document)));
    }

    // Each slice begins with the end of the one before.
    private static string Joined(IEnumerable<LeasedChunk> slices) =>
        slices.Aggregate("", (text, slice) => text + slice.Text[(text.Length - slice.Offset)..]);

    private Task<string> ChunksAsync() =>
        Shop.ReadAsync<string>("select string_agg(c::text, E'\n' order by chunk_id) from bulk.chunks c");

    private static string LongText() => string.Join(' ', Enumerable.Repeat("word", 200));
}
