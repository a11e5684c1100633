using System.Net;
using System.Net.Sockets;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>Takes connections at a free port of this machine, each served beside the others.</summary>
internal sealed class LoopbackListener : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _accepting;

    /// <param name="serve">Serves one connection, which it disposes; told to stop when all ends.</param>
    public LoopbackListener(Func<TcpClient, CancellationToken, Task> serve)
    {
        _listener.Start();
        _accepting = AcceptAsync(serve);
    }

    /// <summary>Where programs connect to.</summary>
    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Dispose();
        await _accepting;
        _end.Dispose();
    }

    private async Task AcceptAsync(Func<TcpClient, CancellationToken, Task> serve)
    {
        try
        {
            while (true) _ = serve(await _listener.AcceptTcpClientAsync(_end.Token), _end.Token);
        }
        catch (Exception ended) when (ended is OperationCanceledException or SocketException)
        {
            // It is told to end.
        }
    }
}
