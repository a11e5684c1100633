using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Submissions;
using BulkExtractor.Tests.Documents.Pictures;
using BulkExtractor.Tests.Schedules;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class FetchAgainTests(TestCluster cluster) : QueueTests(cluster)
{
    private readonly PictureSite _site = new() { ["b"] = SomePictures.Png(40, 30) };

    [Fact]
    public async Task A_retry_fetches_what_could_not_be_had_and_nothing_else()
    {
        var batch = await AddAsync(Named(1, 'a'), Named(2, 'a'), Named(3, 'b'));
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => "b");
        _site["a"] = SomePictures.Receipt;

        Assert.Equal(new Reopened(2, 2), await Shop.Store.RetryAsync(batch, Token));
        await SplitAsync(batch);

        Assert.Equal(["/a", "/a", "/b"], _site.Asked.Order());
        var chunk = Assert.Single(await Shop.LeaseAsync(batch));
        Assert.Equal((1, SomePictures.Receipt.Length), (chunk.DocumentNo, chunk.PictureBytes));
        await Shop.RecordAsync([chunk], _ => "a");
        Assert.Equal(["a", "a", "b"], await Shop.ResultsAsync(batch));
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task What_still_cannot_be_had_fails_again()
    {
        var batch = await AddAsync(Named(1, 'a'));
        await Shop.Store.RetryAsync(batch, Token);

        await SplitAsync(batch);

        Assert.Equal(["/a", "/a"], _site.Asked);
        Assert.Equal(["the picture's server answers 404"], await Shop.ResultsAsync(batch));
        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("finished", 1), (progress.State, progress.Failed));
    }

    [Fact]
    public async Task A_document_whose_file_cannot_be_read_stays_failed_whatever_its_picture()
    {
        var batch = await AddAsync(Named(1, 'b') with { File = "a.pdf", Problem = "a.pdf is a broken PDF" });

        Assert.Equal(new Reopened(0, 0), await Shop.Store.RetryAsync(batch, Token));
        Assert.Empty(_site.Asked);
    }

    [Fact]
    public async Task Splitting_is_asked_for_also_when_whoever_opened_them_dies_before()
    {
        var batch = await AddAsync(Named(1, 'a'));
        var (splits, jobs) = (new PostgresSplitStore(Shop.Database), new AskedJobs());
        Assert.Empty(await splits.ListUnsplitAsync(Token));

        Assert.True((await new Retry(Shop.Store, jobs).RunAsync(batch, Token)).Splits);

        Assert.Equal([$"split-{batch}"], jobs.Take());
        Assert.Equal([batch], await splits.ListUnsplitAsync(Token));
    }

    [Fact]
    public async Task A_picture_that_equals_one_that_was_read_already_hangs_on_nobody()
    {
        _site["c"] = SomePictures.Png(40, 30);
        var batch = await AddAsync(Named(1, 'b'), Named(2, 'c'), Named(3, 'a'));
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.RecordAsync([chunks[0]], _ => "b");
        await Shop.Store.RetryAsync(batch, Token);

        await SplitAsync(batch);
        await Shop.RecordAsync([chunks[1]], _ => null);

        Assert.Equal(0, await Shop.ReadAsync<long>("select count(*) from bulk.duplicates"));
        Assert.Equal(2, Assert.Single(await Shop.LeaseAsync(batch)).DocumentNo);
    }

    private static Document Named(int number, char name) => PictureSite.Document(number, name);

    private async Task<long> AddAsync(params Document[] documents)
    {
        var batch = (await Shop.Store.AddAsync(
            TestApp.New(new BatchSettings { Fresh = true }), documents.ToAsyncEnumerable(), Token)).BatchId;
        await SplitAsync(batch);
        return batch;
    }

    private async Task SplitAsync(long batch)
    {
        using var http = new HttpClient(_site.Handler());
        await Shop.SplitAsync(batch, http);
    }
}
