using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Tests.Documents.Pictures;

namespace BulkExtractor.IntegrationTests.Documents;

public sealed class TlsFetchTests(TestCluster cluster)
{
    private const string NoCertificate = "the picture's server has no valid certificate";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_comes_over_tls_from_the_address_that_was_checked()
    {
        await using var site = await TlsSite.StartAsync();

        var (picture, problem) = await FetchAsync(site, $"https://{TlsSite.Name}/a.png");

        Assert.Null(problem);
        Assert.Equal(SomePictures.Receipt, picture!.Bytes);
        Assert.Equal(TlsSite.Name, Assert.Single(site.Asked));
        Assert.Equal("93.184.215.14 443", Assert.Single(site.Connected.Select(one => $"{one.Address} {one.Port}")));
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused()
    {
        await using var site = await TlsSite.StartAsync();

        var (picture, problem) = await FetchAsync(site, $"https://{TlsSite.Name}/a.png", trusting: false);

        Assert.Equal((null, NoCertificate), (picture, problem));
        Assert.Empty(site.Asked);
    }

    [Theory]
    [InlineData("other.example")]
    [InlineData("93.184.215.14")]
    public async Task A_certificate_counts_for_the_name_in_the_address_only(string host)
    {
        await using var site = await TlsSite.StartAsync();

        var (picture, problem) = await FetchAsync(site, $"https://{host}/a.png");

        Assert.Equal((null, NoCertificate), (picture, problem));
        Assert.Empty(site.Asked);
    }

    [Theory]
    [InlineData("inside.example")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    public async Task A_redirect_that_leads_inside_is_not_followed(string host)
    {
        await using var site = await TlsSite.StartAsync();

        var (picture, problem) = await FetchAsync(site, $"https://{TlsSite.Name}/to/{host}");

        Assert.Null(picture);
        Assert.Equal("the picture's address leads to a machine that is not of the open internet", problem);
        Assert.Single(site.Connected);
    }

    [Fact]
    public async Task A_redirect_to_a_name_of_the_certificate_is_followed()
    {
        await using var site = await TlsSite.StartAsync();

        Assert.NotNull((await FetchAsync(site, $"https://{TlsSite.Name}/to/{TlsSite.Name}")).Picture);
        Assert.Equal(NoCertificate, (await FetchAsync(site, $"https://{TlsSite.Name}/to/other.example")).Problem);
    }

    [Fact]
    public async Task A_certificate_that_is_not_valid_fails_its_document_alone()
    {
        await using var workshop = await TestApp.OpenAsync(cluster);
        await using var site = await TlsSite.StartAsync();
        using var http = site.Client(trusting: true);
        Document[] documents =
        [
            new(1, "1", "note", [], "https://other.example/a.png"),
            new(2, "2", "note", [], $"https://{TlsSite.Name}/a.png"),
        ];
        var batch = (await workshop.Store.AddAsync(TestApp.New(), documents.ToAsyncEnumerable(), Token)).BatchId;

        await workshop.SplitAsync(batch, http);

        Assert.Equal([NoCertificate, null], await workshop.ResultsAsync(batch));
        Assert.Equal(SomePictures.Receipt.Length, Assert.Single(await workshop.LeaseAsync(batch)).PictureBytes);
    }

    private static async Task<(Picture? Picture, string? Problem)> FetchAsync(
        TlsSite site, string address, bool trusting = true)
    {
        using var http = site.Client(trusting);
        return await new PictureFetch(http, TimeProvider.System).FetchAsync(address, Token);
    }
}
