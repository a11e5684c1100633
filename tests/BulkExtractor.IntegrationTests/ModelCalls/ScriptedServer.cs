using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BulkExtractor.IntegrationTests.ModelCalls;

/// <summary>A server that reads one request and then does with its connection what the test says, byte by byte.</summary>
internal sealed class ScriptedServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _serving;

    public ScriptedServer(Func<NetworkStream, CancellationToken, Task> script)
    {
        _listener.Start();
        _serving = ServeAsync(script);
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/v1/");

    /// <summary>The requests that arrived, headers and body.</summary>
    public List<string> Requests { get; } = [];

    public static Task SendAsync(NetworkStream stream, string text) => stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _serving;
        _listener.Stop();
        _stop.Dispose();
    }

    private async Task ServeAsync(Func<NetworkStream, CancellationToken, Task> script)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                // Closing then resets the connection at once.
                client.LingerState = new LingerOption(true, 0);
                await using var stream = client.GetStream();
                Requests.Add(await ReadRequestAsync(stream));
                await script(stream, _stop.Token);
            }
        }
        catch (Exception end) when (end is OperationCanceledException or SocketException or IOException)
        {
            // The test is over, or the client has hung up as it should.
        }
    }

    private async Task<string> ReadRequestAsync(NetworkStream stream)
    {
        var request = new StringBuilder();
        var buffer = new byte[16 * 1024];
        while (!IsWhole(request.ToString()))
        {
            var count = await stream.ReadAsync(buffer, _stop.Token);
            if (count == 0) break;
            request.Append(Encoding.Latin1.GetString(buffer, 0, count));
        }

        return request.ToString();
    }

    private static bool IsWhole(string request)
    {
        var body = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        const string length = "Content-Length: ";
        var at = request.IndexOf(length, StringComparison.OrdinalIgnoreCase);
        return body > 4 && at > 0
            && request.Length - body >= int.Parse(request.AsSpan(at + length.Length, request.IndexOf('\r', at) - at - length.Length));
    }
}
