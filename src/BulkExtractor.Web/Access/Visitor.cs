using System.Net;
using System.Net.Sockets;

namespace BulkExtractor.Web.Access;

/// <summary>Where a request comes from, as far as a guesser cannot choose it.</summary>
internal static class Visitor
{
    private const int NetworkOfOne = 64;

    /// <summary>The address; of IPv6 the network, since its addresses cost nothing.</summary>
    public static string Find(HttpContext context) => context.Connection.RemoteIpAddress switch
    {
        null => "an unknown address",
        { IsIPv4MappedToIPv6: true } mapped => mapped.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } v6 when !IPAddress.IsLoopback(v6) => NetworkOf(v6),
        var address => address.ToString(),
    };

    private static string NetworkOf(IPAddress address)
    {
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(NetworkOfOne / 8).Clear();
        return $"{new IPAddress(bytes)}/{NetworkOfOne}";
    }
}
