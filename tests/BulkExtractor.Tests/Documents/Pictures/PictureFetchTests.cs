using System.Net;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Pictures;

namespace BulkExtractor.Tests.Documents.Pictures;

public sealed class PictureFetchTests
{
    private const string Address = "https://pictures.example/a.png";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_picture_is_fetched_whatever_type_its_server_names()
    {
        var (picture, problem) = await FetchAsync(_ => Answer(SomePictures.Receipt, "text/html"));

        Assert.Null(problem);
        Assert.Equal(SomePictures.Receipt, picture!.Bytes);
    }

    [Theory]
    [InlineData("http://pictures.example/a.png")]
    [InlineData("https://user:secret@pictures.example/a.png")]
    [InlineData("https://pictures.example:8443/a.png")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://pictures.example/a.png")]
    [InlineData("https://")]
    public async Task Only_plain_https_addresses_are_asked(string address)
    {
        var (picture, problem) = await FetchAsync(_ => throw new InvalidOperationException("asked"), address);

        Assert.Null(picture);
        Assert.Contains("not a plain https address", problem);
    }

    [Fact]
    public async Task A_redirect_is_followed_and_checked_like_the_first_address()
    {
        var asked = new List<string>();

        var (picture, _) = await FetchAsync(uri =>
        {
            asked.Add(uri.ToString());
            return asked.Count < 3 ? Redirect($"/step{asked.Count}") : Answer(SomePictures.Receipt);
        });
        var (_, problem) = await FetchAsync(uri =>
            uri.Scheme == "https" && uri.Host != "10.0.0.1"
                ? Redirect("http://10.0.0.1/")
                : throw new InvalidOperationException());

        Assert.NotNull(picture);
        Assert.Equal([Address, "https://pictures.example/step1", "https://pictures.example/step2"], asked);
        Assert.Equal("the picture's address leads on to one that is not a plain https address", problem);
    }

    [Fact]
    public async Task Redirects_end_after_three()
    {
        var asked = 0;

        var (_, problem) = await FetchAsync(_ => Redirect($"/{++asked}"));

        Assert.Equal("the picture's address leads on more than 3 times", problem);
        Assert.Equal(4, asked);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_picture_that_is_too_large_is_given_up_whether_its_server_says_so_or_not(bool says)
    {
        var endless = new Endless();

        var (picture, problem) = await FetchAsync(_ =>
        {
            var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new StreamContent(endless) };
            if (says) answer.Content.Headers.ContentLength = Picture.MostBytes + 1;
            return answer;
        });

        Assert.Null(picture);
        Assert.Equal("the picture is larger than 5 MB", problem);
        Assert.InRange(endless.ReadSoFar, 0, says ? 0 : Picture.MostBytes + (1 << 17));
    }

    [Fact]
    public async Task What_is_no_picture_is_refused()
    {
        var (picture, problem) = await FetchAsync(_ => Answer("<html>please sign in</html>"u8.ToArray(), "image/png"));

        Assert.Null(picture);
        Assert.Equal("what stands at the picture's address is no PNG, JPEG, WebP or GIF", problem);
    }

    [Fact]
    public async Task A_refusal_is_told()
    {
        var (_, problem) = await FetchAsync(_ => new HttpResponseMessage(HttpStatusCode.NotFound));

        Assert.Equal("the picture's server answers 404", problem);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_given_up_after_ten_seconds()
    {
        var clock = new ManualClock();
        using var http = new HttpClient(new Server(_ => null!) { Silent = true });

        var fetch = new PictureFetch(http, clock).FetchAsync(Address, Token);

        clock.Advance(TimeSpan.FromSeconds(9));
        Assert.False(fetch.IsCompleted);
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("the picture did not come within 10 s", (await fetch).Problem);
    }

    private static async Task<(Picture? Picture, string? Problem)> FetchAsync(
        Func<Uri, HttpResponseMessage> answer, string address = Address)
    {
        using var http = new HttpClient(new Server(answer));
        return await new PictureFetch(http, new ManualClock()).FetchAsync(address, Token);
    }

    private static HttpResponseMessage Answer(byte[] content, string type = "image/png")
    {
        var answer = new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(content) };
        answer.Content.Headers.ContentType = new(type);
        return answer;
    }

    private static HttpResponseMessage Redirect(string to)
    {
        var answer = new HttpResponseMessage(HttpStatusCode.Found);
        answer.Headers.Location = new Uri(to, UriKind.RelativeOrAbsolute);
        return answer;
    }

    private sealed class Server(Func<Uri, HttpResponseMessage> answer) : HttpMessageHandler
    {
        public bool Silent { get; init; }

        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            if (Silent) await Task.Delay(Timeout.Infinite, cancellationToken);
            return answer(request.RequestUri!);
        }
    }

    /// <summary>A stream without an end.</summary>
    private sealed class Endless : ForwardStream
    {
        public long ReadSoFar { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            ReadSoFar += buffer.Length;
            return buffer.Length;
        }

        public override ValueTask<int> ReadAsync(
            Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            ValueTask.FromResult(Read(buffer.Span));
    }
}
