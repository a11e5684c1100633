using System.Net;
using System.Net.Sockets;

namespace BulkExtractor.Basics;

/// <summary>Connections to addresses that users name: no redirects, and to the open internet only.</summary>
internal static class GuardedConnections
{
    /// <summary>What is wrong with a refused address; before it stands whose it is.</summary>
    public const string RefusedAddress = "address leads to a machine that is not of the open internet";

    /// <summary>What a refused connection says.</summary>
    public const string Refusal = $"the {RefusedAddress}";

    /// <summary>A handler that checks every address after its name is resolved, and connects to that address.</summary>
    /// <param name="allowsInternal">Lets addresses inside the network pass.</param>
    public static SocketsHttpHandler CreateHandler(bool allowsInternal = false) =>
        CreateHandler(Dns.GetHostAddressesAsync, ConnectAsync, allowsInternal);

    /// <param name="connect">Connects to one of some addresses, all of which were checked.</param>
    public static SocketsHttpHandler CreateHandler(
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        Func<IPAddress[], int, CancellationToken, Task<Stream>> connect,
        bool allowsInternal = false) => new()
        {
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = 32,
            ActivityHeadersPropagator = null,
            ConnectCallback = async (context, token) =>
            {
                var addresses = await ResolveAsync(context.DnsEndPoint.Host, resolve, allowsInternal, token);
                return await connect(addresses, context.DnsEndPoint.Port, token);
            },
        };

    /// <summary>Whether a request failed because its address was refused.</summary>
    public static bool WasRefused(HttpRequestException failed) =>
        failed.Message == Refusal || failed.InnerException?.Message == Refusal;

    /// <summary>Connects to one of some addresses.</summary>
    public static async Task<Stream> ConnectAsync(
        IPAddress[] addresses, int port, CancellationToken cancellationToken)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    // The name is resolved once, and the addresses that were checked are the ones connected to: it may mean another
    // machine a moment later.
    private static async Task<IPAddress[]> ResolveAsync(
        string host,
        Func<string, CancellationToken, Task<IPAddress[]>> resolve,
        bool allowsInternal,
        CancellationToken cancellationToken)
    {
        var addresses = IPAddress.TryParse(host.Trim('[', ']'), out var number)
            ? [number]
            : await resolve(host, cancellationToken);
        return addresses.Length > 0 && (allowsInternal || Array.TrueForAll(addresses, PublicAddress.Is))
            ? addresses
            : throw new HttpRequestException(HttpRequestError.ConnectionError, Refusal);
    }
}
