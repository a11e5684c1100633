using System.Net;
using System.Net.Sockets;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Schema;
using static BulkExtractor.IntegrationTests.Calls.ScriptedServer;

namespace BulkExtractor.IntegrationTests.Calls;

public sealed partial class ModelClientTests : IDisposable
{
    private const string Headers = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private const string Chunked = Headers + "Transfer-Encoding: chunked\r\n\r\n";
    private const string Completion = """{"choices":[{"finish_reason":"stop","message":{"content":"hello"}}]}""";

    private readonly HttpClient _http = ModelClient.CreateHttpClient();

    public void Dispose() => _http.Dispose();

    [Fact]
    public async Task A_completion_is_asked_for_with_the_key_and_read()
    {
        await using var server = new ScriptedServer((stream, _) => SendAsync(stream, Whole("200 OK", Completion)));

        var reply = await AskAsync(server.Address, key: "sk-secret");

        Assert.Equal(new ModelReply { Content = "hello", Status = 200 }, reply);
        var request = Assert.Single(server.Requests);
        Assert.StartsWith("POST /v1/chat/completions HTTP/1.1\r\n", request);
        Assert.Contains("\r\nAuthorization: Bearer sk-secret\r\n", request);
        Assert.Contains("\r\nUser-Agent: BulkExtractor/", request);
        Assert.Contains("\r\nContent-Type: application/json\r\n", request);
    }

    [Fact]
    public async Task An_account_without_a_key_sends_none()
    {
        await using var server = new ScriptedServer((stream, _) => SendAsync(stream, Whole("200 OK", Completion)));

        await AskAsync(server.Address);

        Assert.DoesNotContain("Authorization", Assert.Single(server.Requests));
    }

    [Fact]
    public async Task A_slow_answer_behind_keep_alive_blanks_is_waited_for()
    {
        await using var server = new ScriptedServer(async (stream, stop) =>
        {
            await SendAsync(stream, Headers + "Connection: close\r\n\r\n");
            for (var i = 0; i < 5; i++)
            {
                await SendAsync(stream, "\n         \n");
                await Task.Delay(50, stop);
            }

            await SendAsync(stream, Completion);
            stream.Socket.LingerState = new LingerOption(false, 0);
        });

        var reply = await AskAsync(server.Address);

        Assert.Equal("hello", reply.Content);
    }

    [Fact]
    public async Task A_web_page_is_no_answer()
    {
        await using var server = new ScriptedServer((stream, _) =>
            SendAsync(stream, Whole("200 OK", "<!DOCTYPE html><html>Just a moment</html>")));

        var reply = await AskAsync(server.Address);

        Assert.Equal(new CallFailure(FailureClass.TryElsewhere, "the answer is a web page"), reply.Failure);
    }

    [Fact]
    public async Task A_refusal_is_classified_by_its_body_and_headers()
    {
        await using var server = new ScriptedServer((stream, _) => SendAsync(stream, Whole(
            "429 Too Many Requests\r\nRetry-After: 7",
            """{"error":{"message":"Provider returned error","metadata":{"raw":"busy sk-secret"}}}""")));

        var reply = await AskAsync(server.Address, key: "sk-secret");

        Assert.Equal(429, reply.Status);
        Assert.Equal((FailureClass.ModelPaused, TimeSpan.FromSeconds(7)), (reply.Failure!.Class, reply.Failure.Delay));
        Assert.DoesNotContain("sk-secret", reply.Failure.Reason);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        await using var server = new ScriptedServer((stream, _) =>
            SendAsync(stream, Whole("302 Found\r\nLocation: /elsewhere", "")));

        var reply = await AskAsync(server.Address);

        Assert.Equal(FailureClass.TryElsewhere, reply.Failure?.Class);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Where_nobody_listens_nothing_was_sent()
    {
        var reply = await AskAsync(new Uri($"http://127.0.0.1:{FreePort()}/v1"));

        Assert.Equal((FailureClass.AccountPaused, true), (reply.Failure!.Class, reply.Failure.Unsent));
        Assert.Equal(TimeSpan.FromSeconds(30), reply.Failure.Delay);
    }

    [Fact]
    public async Task A_host_that_is_not_known_was_sent_nothing()
    {
        var reply = await AskAsync(new Uri("http://nowhere.invalid/v1"));

        Assert.Equal((FailureClass.AccountPaused, true), (reply.Failure!.Class, reply.Failure.Unsent));
    }

    [Fact]
    public async Task The_callers_abort_is_no_failure_of_the_model()
    {
        using var abort = new CancellationTokenSource();
        await using var server = new ScriptedServer(async (_, stop) =>
        {
            await abort.CancelAsync();
            await Task.Delay(Timeout.InfiniteTimeSpan, stop);
        });

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            new ModelClient(_http, TimeProvider.System).AskAsync(PackFor(server.Address, null, null), abort.Token));
    }

    [Fact]
    public async Task A_request_whose_permit_lapsed_sends_not_a_byte()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var address = new Uri($"http://{listener.LocalEndpoint}/v1");
        var received = CountBytesAsync(listener);
        var late = PackFor(address, null, null) with { StartBy = TimeProvider.System.GetTimestamp() - 1 };

        var reply = await new ModelClient(_http, TimeProvider.System)
            .AskAsync(late, TestContext.Current.CancellationToken);

        Assert.Equal((FailureClass.PermitLapsed, true), (reply.Failure!.Class, reply.Failure.Unsent));
        Assert.Equal(0, await received);
    }

    private static async Task<long> CountBytesAsync(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
        using var bytes = new MemoryStream();
        await client.GetStream().CopyToAsync(bytes, TestContext.Current.CancellationToken);
        return bytes.Length;
    }

    private Task<ModelReply> AskAsync(Uri address, string? key = null, TimeSpan? timeout = null) =>
        new ModelClient(_http, TimeProvider.System)
            .AskAsync(PackFor(address, key, timeout), TestContext.Current.CancellationToken);

    private static Pack PackFor(Uri address, string? key, TimeSpan? timeout)
    {
        var account = new Account("local", address)
        {
            Key = key is null ? null : new ApiKey(key),
            Timeout = timeout ?? TimeSpan.FromSeconds(20),
        };
        var definition = new Definition { Name = "any", Schema = "{}", Fields = new FieldSchema() };
        var chunk = new LeasedChunk(1, 1, 1, 0, 1, "text", 1, 0, []);
        return new Pack(new Model("m", account, Tier.Local, 4_096), definition, [new PackedChunk("aaaa1111", chunk)])
        {
            MaxTokens = 100,
        };
    }

    private static string Whole(string status, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Length: {body.Length}\r\n\r\n{body}";

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
