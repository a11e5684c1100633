using System.Net;
using BulkExtractor.Web.Access;

namespace BulkExtractor.Web.Listening;

/// <summary>The addresses to listen on, checked against who may come in.</summary>
internal static class ListenAddresses
{
    /// <summary>The addresses, if they may be listened on with these tokens.</summary>
    public static IReadOnlyList<string> Check(DashboardOptions options)
    {
        AccessTokens.Check(options);
        CheckPublicUrl(options);
        var urls = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0) throw new InputException("--urls names no address: write http://127.0.0.1:5080");
        foreach (var url in urls) Check(url, options);
        return urls;
    }

    /// <summary>The names in addresses to listen on.</summary>
    public static IEnumerable<string> ListHosts(DashboardOptions options) =>
        Check(options).Select(url => Parse(url).Host);

    public static bool IsLoopback(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static void Check(string url, DashboardOptions options)
    {
        var address = Parse(url);
        var secure = address.Scheme == "https";
        if (secure && options.Certificate is null)
            throw new InputException($"{url} needs a certificate: add --certificate FILE (PEM or PFX)");
        // Cookies of an https address must not be sent to an http one, so nobody could sign in at that.
        if (!secure && options.Certificate is not null)
            throw new InputException($"--certificate is given, so {url} must begin with https://");
        if (IsLoopback(address.Host)) return;
        if (options.Token is null)
        {
            throw new InputException(
                $"{url} can be reached by others, so it needs a token: set BULK_TOKEN to at least "
                + $"{AccessTokens.Shortest} bytes, for example: export BULK_TOKEN=$(openssl rand -hex 32)");
        }

        if (!options.IsSecure && !options.InsecureHttp)
        {
            throw new InputException(
                $"{url} would let tokens and texts go over the network unencrypted: add --certificate FILE, or "
                + "--public-url https://NAME behind a proxy that encrypts, or --insecure-http where nobody listens in");
        }
    }

    private static void CheckPublicUrl(DashboardOptions options)
    {
        if (options.PublicUrl is not { } url) return;
        if (options.Token is null)
            throw new InputException($"--public-url {url} lets others come in, so it needs a token: set BULK_TOKEN");
        if (url.Scheme != "https" && !options.InsecureHttp)
            throw new InputException(
                $"--public-url {url} is not encrypted: write https://, or add --insecure-http where nobody listens in");
        if (url.Scheme != "https" && options.Certificate is not null)
            throw new InputException($"--certificate is given, so --public-url {url} must begin with https://");
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme is "http" or "https" && !address.IsUnixPipe && address.PathBase.Length == 0)
                return address;
        }
        catch (FormatException)
        {
            // The error below says what would be right.
        }

        throw new InputException($"--urls '{url}' is no address to listen on: write http://HOST:PORT");
    }
}
