using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Tests.Documents.Pictures;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class PictureTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task A_picture_comes_with_its_chunk_by_size_and_is_read_when_it_is_sent()
    {
        var picture = Picture.Read(SomePictures.Receipt)!;
        var batch = await AddAsync(
            new Document(1, "1", "note", [], "a.png") { Pictures = [picture] }, new Document(2, "2", "text", []));
        await Shop.SplitAsync(batch);

        var chunks = await Shop.LeaseAsync(batch);

        Assert.Equal(
            [(picture.Bytes.Length, true), (0, false)],
            chunks.Select(chunk => (chunk.PictureBytes, chunk.HasPicture)));
        Assert.True(chunks[0].Tokens > picture.Tokens);
        var pictures = await Shop.Queue.ReadPicturesAsync(chunks, Token);
        Assert.Equal(picture.Bytes, Assert.Single(pictures[0]).Bytes);
        Assert.Empty(pictures[1]);
    }

    [Fact]
    public async Task Several_pictures_of_a_document_are_kept_apart_and_each_is_found_by_its_number()
    {
        Picture[] pages =
        [
            .. ((byte[][])[SomePictures.Receipt, SomePictures.Png(40, 30), SomePictures.Png(30, 40)])
                .Select(bytes => Picture.Read(bytes)!),
        ];
        var batch = await AddAsync(new Document(1, "1", "", []) { Pictures = pages, Seen = "one\ftwo" });
        await Shop.SplitAsync(batch);

        var chunk = Assert.Single(await Shop.LeaseAsync(batch));

        Assert.Equal(
            (pages.Sum(page => page.Bytes.Length), 3, "one\ftwo"),
            (chunk.PictureBytes, chunk.PictureCount, chunk.Seen));
        var read = Assert.Single(await Shop.Queue.ReadPicturesAsync([chunk], Token));
        Assert.Equal(pages.Select(page => page.Bytes), read.Select(page => page.Bytes));
        var results = new PostgresResultStore(Shop.Database, TimeProvider.System);
        foreach (var (place, page) in pages.Index())
            Assert.Equal(page.Bytes, (await results.FindPictureAsync(batch, 1, place + 1, Token))!.Bytes);
        Assert.Null(await results.FindPictureAsync(batch, 1, 0, Token));
        Assert.Null(await results.FindPictureAsync(batch, 1, 4, Token));
        Assert.Equal(3, (await results.FindAsync(batch, 1, Token))!.PictureCount);
    }

    [Fact]
    public async Task Many_pictures_make_no_slices_of_a_short_text()
    {
        var pages = Enumerable.Repeat(Picture.Read(SomePictures.Png(4_000, 4_000))!, 20).ToArray();
        var batch = await AddAsync(new Document(1, "1", "note", []) { Pictures = pages });
        await Shop.SplitAsync(batch);

        var chunk = Assert.Single(await Shop.LeaseAsync(batch));

        Assert.Equal((0, "note"), (chunk.SliceNo, chunk.Text));
        Assert.True(chunk.Tokens > 20 * pages[0].Tokens);
    }

    [Fact]
    public async Task A_document_that_cannot_be_read_fails_alone_and_is_asked_of_nobody()
    {
        var batch = await AddAsync(
            new Document(1, "1", "", [], "a.png") { Problem = "a.png is not there" }, new Document(2, "2", "text", []));
        await Shop.SplitAsync(batch);
        await Shop.SplitAsync(batch);

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("extracting", 1), (progress.State, progress.Failed));
        Assert.Equal("text", Assert.Single(await Shop.LeaseAsync(batch)).Text);
        Assert.Equal(["a.png is not there", null], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task A_batch_of_which_nothing_can_be_read_is_finished_and_is_not_opened_again()
    {
        var batch = await AddAsync(new Document(1, "1", "", []) { Problem = "a.pdf is a broken PDF" });
        await Shop.SplitAsync(batch);

        Assert.Equal(0, (await Shop.Store.RetryAsync(batch, Token)).Documents);

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("finished", 1), (progress.State, progress.Failed));
    }

    [Fact]
    public async Task Pictures_at_addresses_are_fetched_before_their_chunks_are_there_and_each_once()
    {
        var site = new PictureSite { ["a"] = SomePictures.Receipt, ["b"] = SomePictures.Png(40, 30) };
        var batch = await AddAsync([.. "abac".Select((name, place) => Named(place + 1, name))]);

        await SplitAsync(batch, site);

        Assert.Equal(["/a", "/b", "/c"], site.Asked.Order());
        var chunks = await Shop.LeaseAsync(batch);
        Assert.Equal([1, 2], chunks.Select(chunk => chunk.DocumentNo));
        Assert.Equal(
            [SomePictures.Receipt.Length, 40],
            (await Shop.Queue.ReadPicturesAsync(chunks, Token)).Select(one => Assert.Single(one).Bytes.Length));
        Assert.Equal("the picture's server answers 404", (await Shop.ResultsAsync(batch))[3]);
    }

    [Fact]
    public async Task What_cannot_be_fetched_fails_those_too_that_name_the_same()
    {
        var batch = await AddAsync(Named(1, 'x'), Named(2, 'x'));

        await SplitAsync(batch, []);

        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("finished", 2), (progress.State, progress.Failed));
    }

    [Fact]
    public async Task Of_pictures_that_are_too_large_together_the_rest_is_not_kept_and_says_so()
    {
        var site = new PictureSite { ["a"] = SomePictures.Png(40, 30), ["b"] = SomePictures.Png(30, 40) };
        var kept = new Document(1, "1", "text", [], "p.png") { Pictures = [Picture.Read(SomePictures.Png(20, 20))!] };
        var batch = await AddAsync(kept, Named(2, 'a'), Named(3, 'a'), Named(4, 'b'));
        await SplitAsync(batch, site, mostBytes: 4 * 40);
        Assert.Equal([1, 2, 4], (await Shop.LeaseAsync(batch)).Select(chunk => chunk.DocumentNo));

        // Only one address: of several, any may come first.
        var other = await AddAsync(kept, Named(2, 'a'), Named(3, 'a'));
        await SplitAsync(other, site, mostBytes: (3 * 40) - 1);

        Assert.Equal(
            [null, .. Enumerable.Repeat("with it the pictures of the batch are larger than 2 GB", 2)],
            await Shop.ResultsAsync(other));
        Assert.Equal(160 + 40, await Shop.ReadAsync<long>("select sum(octet_length(picture)) from bulk.documents"));
    }

    [Fact]
    public async Task The_same_picture_at_an_address_is_not_asked_for_again_and_a_changed_one_is()
    {
        var site = new PictureSite { ["a"] = SomePictures.Receipt, ["b"] = SomePictures.Receipt };
        await ExtractAsync(site);

        site["b"] = SomePictures.Png(40, 30);
        var batch = await AddAsync(Named(1, 'a'), Named(2, 'b'), Named(3, 'b'));
        await SplitAsync(batch, site);

        Assert.Equal([2], (await Shop.LeaseAsync(batch)).Select(chunk => chunk.DocumentNo));
        Assert.Equal((1, 1), ((await Shop.ProgressAsync(batch)).Extracted, (await Shop.ProgressAsync(batch)).Cached));
    }

    [Fact]
    public async Task Pictures_go_with_the_texts_when_these_are_not_kept_any_longer()
    {
        var batch = await AddAsync(
            new Document(1, "1", "note", [""], "a.pdf")
            {
                Pictures = [Picture.Read(SomePictures.Receipt)!, Picture.Read(SomePictures.Png(20, 20))!],
                Seen = "what stands there",
            });

        await Shop.ExecuteAsync(
            (await File.ReadAllTextAsync(
                    Path.Combine(RepositoryRoot.Folder, "sql", "queries", "forget_documents.sql"), Token))
                .Replace("@batch", $"{batch}").Replace("@first", "1").Replace("@last", "1"));

        Assert.True(await Shop.ReadAsync<bool>(
            "select num_nulls(picture, picture_sizes, seen) = 3 from bulk.documents"));
    }

    private async Task ExtractAsync(PictureSite site)
    {
        var batch = await AddAsync(Named(1, 'a'), Named(2, 'b'), Named(3, 'b'));
        await SplitAsync(batch, site);
        await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => "read");
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    private async Task<long> AddAsync(params Document[] documents) =>
        (await Shop.Store.AddAsync(TestApp.New(), documents.ToAsyncEnumerable(), Token)).BatchId;

    private async Task SplitAsync(long batch, PictureSite site, long mostBytes = PictureRoom.MostBytes)
    {
        using var http = new HttpClient(site.Handler());
        await Shop.SplitAsync(batch, http, mostBytes);
    }

    private static Document Named(int number, char name) => PictureSite.Document(number, name);
}
