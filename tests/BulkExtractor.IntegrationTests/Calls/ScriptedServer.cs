using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BulkExtractor.IntegrationTests.Calls;

/// <summary>A server that reads a request and then does with the connection what the test says.</summary>
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

    public static Task SendAsync(NetworkStream stream, string text) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

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
        catch (OperationCanceledException)
        {
            // The test is over.
        }
        catch (IOException)
        {
            // The client has hung up, as it should.
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
        const string header = "Content-Length: ";
        var body = request.IndexOf("\r\n\r\n", StringComparison.Ordinal) + 4;
        if (body < 4) return false;

        var length = request[(request.IndexOf(header, StringComparison.OrdinalIgnoreCase) + header.Length)..];
        return request.Length - body >= int.Parse(length.AsSpan(0, length.IndexOf('\r')));
    }
}
