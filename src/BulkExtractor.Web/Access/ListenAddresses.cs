using System.Net;

namespace BulkExtractor.Web.Access;

/// <summary>The addresses to listen on, checked against who may come in.</summary>
internal static class ListenAddresses
{
    /// <summary>The addresses, if they may be listened on with these tokens.</summary>
    public static IReadOnlyList<string> Check(DashboardOptions options)
    {
        AccessTokens.Check(options);
        var urls = options.Urls.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (urls.Length == 0) throw new InputException("--urls names no address: write http://127.0.0.1:5080");
        foreach (var url in urls)
        {
            if (!IsLoopback(url) && options.Token is null)
            {
                throw new InputException(
                    $"{url} can be reached by others, so it needs a token: set BULK_TOKEN to at least "
                    + $"{AccessTokens.Shortest} bytes, for example: export BULK_TOKEN=$(openssl rand -hex 32)");
            }
        }

        return urls;
    }

    private static bool IsLoopback(string url)
    {
        var host = Parse(url).Host;
        return host.Equals("localhost", StringComparison.OrdinalIgnoreCase)
            || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
    }

    private static BindingAddress Parse(string url)
    {
        try
        {
            var address = BindingAddress.Parse(url);
            if (address.Scheme == "http" && !address.IsUnixPipe && address.PathBase.Length == 0) return address;
        }
        catch (FormatException)
        {
            // The error below says what would be right.
        }

        throw new InputException($"--urls '{url}' is no address to listen on: write http://HOST:PORT");
    }
}
