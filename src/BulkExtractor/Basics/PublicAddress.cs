using System.Net;

namespace BulkExtractor.Basics;

/// <summary>Tells whether an IP address is one of the open internet, and leads to no machine around here.</summary>
internal static class PublicAddress
{
    // Private, loopback, link-local, shared, documentation, multicast, reserved: by IANA's special-purpose registries.
    private static readonly IPNetwork[] Closed =
    [
        .. ((string[])
        [
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
            "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24",
            "203.0.113.0/24", "224.0.0.0/3",
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        ]).Select(network => IPNetwork.Parse(network)),
    ];

    // Everything else of IPv6 is local, mapped or reserved.
    private static readonly IPNetwork OpenV6 = IPNetwork.Parse("2000::/3");

    /// <summary>Whether a connection to it leads out.</summary>
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var isV6 = address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6;
        return (!isV6 || OpenV6.Contains(address)) && !Array.Exists(Closed, network => network.Contains(address));
    }
}
