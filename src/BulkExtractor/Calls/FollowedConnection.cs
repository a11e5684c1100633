using System.Net.Sockets;

namespace BulkExtractor.Calls;

/// <summary>A connection that tells the transmission of each request that it carries.</summary>
internal sealed class FollowedConnection(Socket socket) : NetworkStream(socket, ownsSocket: true)
{
    /// <summary>Connects as a client of HTTP does by itself.</summary>
    public static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
            return new FollowedConnection(socket);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Transmission.Current?.Follow(Socket);
        return base.WriteAsync(buffer, cancellationToken);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing) Transmission.Drop(Socket);
        base.Dispose(disposing);
    }
}
