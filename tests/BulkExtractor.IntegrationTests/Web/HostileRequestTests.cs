using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BulkExtractor.IntegrationTests.Web;

public sealed class HostileRequestTests(GuardedServer guarded) : IClassFixture<GuardedServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServedDashboard Served => guarded.Served;

    [Theory]
    [InlineData("https://elsewhere.example/")]
    [InlineData("//elsewhere.example")]
    [InlineData("/\t/elsewhere.example")]
    [InlineData("/\n/elsewhere.example")]
    [InlineData("/\\elsewhere.example")]
    [InlineData("/é")]
    [InlineData("/a\r\nSet-Cookie: b=c")]
    public async Task Wherever_one_is_told_to_go_after_signing_in_it_is_here(string to)
    {
        using var visitor = Served.Visit();

        using var answer = await visitor.SignInAsync(GuardedServer.Reader, to);

        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        Assert.Equal("/", answer.Headers.Location!.ToString());
    }

    [Fact]
    public async Task Nobody_fills_the_disk_who_may_not_come_in()
    {
        using var visitor = Served.Visit();

        var status = await StatusAsync(() => visitor.SendAsync(HttpMethod.Post, "/sign-in", Large()));
        var upload = await StatusAsync(() => visitor.SendAsync(HttpMethod.Post, "/uploads", Large()));

        Assert.Equal((HttpStatusCode.RequestEntityTooLarge, HttpStatusCode.Found), (status, upload));
        await AssertLivesAsync();
    }

    [Fact]
    public async Task A_form_or_a_value_larger_than_any_that_people_write_is_refused()
    {
        var value = new string('a', 5 << 20);
        using var request = new HttpRequestMessage(HttpMethod.Put, "/api/batches/1/documents/1/fields/city")
        {
            Content = new StringContent($$"""{"value":"{{value}}"}""", Encoding.UTF8, "application/json"),
            Headers = { ExpectContinue = true }, // or the answer may be lost behind what nobody reads
        };

        var status = await StatusAsync(() => Served.Http.SendAsync(request, Token));

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, status);
        await AssertLivesAsync();
    }

    [Theory]
    [InlineData("[", 1_000_000)]
    [InlineData("{\"value\":", 100_000)]
    [InlineData("{\"value\":[", 100_000)]
    public async Task Json_that_is_nested_beyond_all_sense_is_refused(string open, int times)
    {
        using var deep = new StringContent(
            string.Concat(Enumerable.Repeat(open, times)), Encoding.UTF8, "application/json");

        using var answer = await Served.Http.PutAsync("/api/batches/1/documents/1/fields/city", deep, Token);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        await AssertLivesAsync();
    }

    [Theory]
    [InlineData("PUT", "/api/batches/1/documents/1/fields/city", "text/plain", 415)]
    [InlineData("PUT", "/api/batches/1/documents/1/fields/city", "application/xml", 415)]
    [InlineData("PUT", "/api/batches/1/documents/1/fields/city", "application/json", 400)]
    [InlineData("GET", "/api/batches?limit=many", null, 400)]
    [InlineData("GET", "/api/batches/99999999999999999999", null, 404)]
    [InlineData("DELETE", "/api/batches", null, 405)]
    [InlineData("TRACE", "/api/batches", null, 405)]
    [InlineData("OPTIONS", "/api/batches", null, 405)]
    [InlineData("GET", "/api/nothing", null, 404)]
    [InlineData("GET", "/api/batches/..%2F..%2F..%2Fetc%2Fpasswd", null, 404)]
    public async Task What_does_not_fit_is_told_as_a_problem(string method, string path, string? type, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (type is not null) request.Content = new StringContent("{ no json", Encoding.UTF8, type);

        using var answer = await Served.Http.SendAsync(request, Token);

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains(
            $"\"status\":{status}", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n")]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")]
    [InlineData("GET /\0 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("GET http://169.254.169.254/ HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")]
    [InlineData("CONNECT 169.254.169.254:80 HTTP/1.1\r\nHost: 169.254.169.254:80\r\n\r\n")]
    [InlineData("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001 no HTTP at all\r\n\r\n")]
    public async Task What_is_no_right_request_gets_no_page(string raw)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(IPAddress.Loopback, Served.Address.Port, Token);
        var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.Latin1.GetBytes(raw), Token);
        socket.Client.Shutdown(SocketShutdown.Send);

        using var reader = new StreamReader(stream, Encoding.Latin1);
        var answer = await reader.ReadToEndAsync(Token);

        Assert.DoesNotContain(" 200 ", answer.Split('\n')[0], StringComparison.Ordinal);
        await AssertLivesAsync();
    }

    [Fact]
    public async Task Headers_without_end_are_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/batches");
        request.Headers.Add("X-Long", new string('a', 100_000));

        var status = await StatusAsync(() => Served.Http.SendAsync(request, Token));

        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, status);
        await AssertLivesAsync();
    }

    private static ByteArrayContent Large() => new(new byte[64 << 10])
    {
        Headers = { ContentType = new("application/x-www-form-urlencoded") },
    };

    private async Task AssertLivesAsync() =>
        Assert.Equal("ready", await Served.Http.GetStringAsync(new Uri("/health/ready", UriKind.Relative), Token));

    private static async Task<HttpStatusCode> StatusAsync(Func<Task<HttpResponseMessage>> send)
    {
        using var answer = await send();
        return answer.StatusCode;
    }
}
