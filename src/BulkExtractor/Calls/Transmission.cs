using System.Net.Sockets;

namespace BulkExtractor.Calls;

/// <summary>The transmission of the request that is asked within it; Linux tells how far its bytes came.</summary>
/// <remarks>
/// A connection of HTTP/1.1 carries one request at a time, so what its server has not acknowledged is of this one.
/// </remarks>
public sealed class Transmission : ITransmission, IDisposable
{
    // From linux/tcp.h, struct tcp_info: how many segments are not acknowledged, and how many bytes were not even sent.
    private const int Tcp = 6;
    private const int TcpInfo = 11;
    private const int Unacknowledged = 24;
    private const int NotSent = 144;

    private static readonly AsyncLocal<Transmission?> Asked = new();

    private volatile Socket? _socket;

    private Transmission()
    {
    }

    /// <inheritdoc/>
    public bool HasArrived => _socket is not { } socket || !OperatingSystem.IsLinux() || IsEmpty(socket);

    /// <summary>That of the request that is just asked; null outside of one.</summary>
    internal static Transmission? Current => Asked.Value;

    /// <summary>Begins one: what is asked from here on, until it is disposed of, is followed.</summary>
    public static Transmission Begin() => Asked.Value = new Transmission();

    /// <inheritdoc/>
    public void Abort()
    {
        if (_socket is { } socket) Drop(socket);
    }

    /// <summary>Nothing more is followed.</summary>
    public void Dispose() => Asked.Value = null;

    /// <summary>Notes which connection its bytes go through.</summary>
    internal void Follow(Socket socket) => _socket = socket;

    /// <summary>Closes a connection; what its server did not get is not sent on, as it would be.</summary>
    internal static void Drop(Socket socket)
    {
        try
        {
            if (!IsEmpty(socket)) socket.LingerState = new LingerOption(true, 0);
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            // It is closed already.
        }

        socket.Dispose();
    }

    private static bool IsEmpty(Socket socket)
    {
        Span<byte> told = stackalloc byte[NotSent + sizeof(uint)];
        try
        {
            var length = socket.GetRawSocketOption(Tcp, TcpInfo, told);
            return Read(told, length, Unacknowledged) == 0 && Read(told, length, NotSent) == 0;
        }
        catch (Exception gone) when (gone is SocketException or ObjectDisposedException)
        {
            return true;
        }
    }

    private static uint Read(ReadOnlySpan<byte> told, int length, int at) =>
        length < at + sizeof(uint) ? 0 : BitConverter.ToUInt32(told[at..]);
}
