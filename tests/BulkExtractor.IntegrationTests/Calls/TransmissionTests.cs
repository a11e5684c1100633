using System.Net;
using System.Net.Sockets;
using System.Text;
using BulkExtractor.Calls;

namespace BulkExtractor.IntegrationTests.Calls;

/// <summary>Requests to a server that takes nothing in until it is told to.</summary>
public sealed class TransmissionTests : IDisposable
{
    // More than the buffers on both sides hold.
    private const int Large = 64_000_000;

    private readonly TcpListener _server = new(IPAddress.Loopback, 0);
    private readonly HttpClient _http = ModelClient.CreateHttpClient();

    public TransmissionTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "only Linux tells it");
        _server.Start();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _server.Dispose();
        _http.Dispose();
    }

    [Fact]
    public async Task A_request_has_arrived_when_its_server_has_all_of_it()
    {
        using var transmission = Transmission.Begin();
        var asking = _http.PostAsync(Address, new ByteArrayContent(new byte[Large]), Token);
        using var connection = await _server.AcceptTcpClientAsync(Token);
        while (transmission.HasArrived) await Task.Yield();

        await TakeInAsync(connection);
        while (!transmission.HasArrived) await Task.Yield();
        await connection.GetStream().WriteAsync("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n"u8.ToArray(), Token);

        Assert.Equal(HttpStatusCode.OK, (await asking).StatusCode);
    }

    [Fact]
    public async Task What_is_taken_back_never_arrives()
    {
        using var transmission = Transmission.Begin();
        var asking = _http.PostAsync(Address, new ByteArrayContent(new byte[Large]), Token);
        using var connection = await _server.AcceptTcpClientAsync(Token);
        while (transmission.HasArrived) await Task.Yield();

        transmission.Abort();

        await Assert.ThrowsAnyAsync<HttpRequestException>(() => asking);
        await Assert.ThrowsAsync<IOException>(() => TakeInAsync(connection));
    }

    [Fact]
    public async Task A_request_that_is_given_up_is_not_sent_on_by_the_machine()
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Token);
        using var transmission = Transmission.Begin();
        var asking = _http.PostAsync(Address, new ByteArrayContent(new byte[Large]), enough.Token);
        using var connection = await _server.AcceptTcpClientAsync(Token);
        while (transmission.HasArrived) await Task.Yield();

        await enough.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
        await Assert.ThrowsAsync<IOException>(() => TakeInAsync(connection));
    }

    private Uri Address => new($"http://{_server.LocalEndpoint}/");

    // The head, and as much as it says; what is reset on the way is an exception.
    private static async Task TakeInAsync(TcpClient connection)
    {
        var (stream, buffer, head, left) = (connection.GetStream(), new byte[65_536], "", (long?)null);
        while (left is not 0)
        {
            var length = await stream.ReadAsync(buffer, Token);
            if (length == 0) return;
            if (left is not null)
            {
                left -= length;
                continue;
            }

            head += Encoding.ASCII.GetString(buffer, 0, length);
            if (head.IndexOf("\r\n\r\n", StringComparison.Ordinal) is > 0 and var end)
                left = Large - (head.Length - end - 4);
        }
    }
}
