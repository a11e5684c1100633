using System.CommandLine.Parsing;
using System.Net;
using BulkExtractor.Web;
using BulkExtractor.Web.Listening;

namespace BulkExtractor.Cli.Commands;

/// <summary>Where <c>bulk serve</c> listens, and how who comes in is protected.</summary>
internal static class ServeOptions
{
    private const string HttpsUrls = "https://127.0.0.1:5080";

    private static readonly Option<string?> Urls = new("--urls")
    {
        Description = "Where to listen (default: " + DashboardOptions.DefaultUrls
            + "); beyond this machine only with a token in BULK_TOKEN",
    };

    private static readonly Option<FileInfo?> Certificate = new("--certificate")
    {
        Description = "Serves https: a PFX file, or a PEM file with its key in it or beside it "
            + $"({ServerCertificate.PasswordVariable} opens a locked one)",
    };

    private static readonly Option<Uri?> PublicUrl = new("--public-url")
    {
        Description = "Its address behind a proxy that encrypts, such as https://bulk.example.org",
        CustomParser = ReadPublicUrl,
    };

    private static readonly Option<string[]> TrustedProxy = new("--trusted-proxy")
    {
        Description = "A proxy that is believed when it says whom it speaks for: its address or network, repeatable",
        AllowMultipleArgumentsPerToken = true,
    };

    private static readonly Option<bool> InsecureHttp = new("--insecure-http")
    {
        Description = "Lets tokens and texts go over the network unencrypted",
    };

    public static IReadOnlyList<Option> All => [Urls, Certificate, PublicUrl, TrustedProxy, InsecureHttp];

    /// <summary>What was said of all this; the tokens are the environment's.</summary>
    public static DashboardOptions Read(ParseResult parsed)
    {
        var certificate = parsed.GetValue(Certificate) is { } file
            ? ServerCertificate.Read(file, Secret(ServerCertificate.PasswordVariable), TimeProvider.System)
            : null;
        var urls = parsed.GetValue(Urls) ?? (certificate is null ? DashboardOptions.DefaultUrls : HttpsUrls);
        return Tokens() with
        {
            Urls = urls,
            Certificate = certificate,
            PublicUrl = parsed.GetValue(PublicUrl),
            TrustedProxies = [.. (parsed.GetValue(TrustedProxy) ?? []).Select(ReadNetwork)],
            InsecureHttp = parsed.GetValue(InsecureHttp),
            JobsFolder = RepositoryRoot.Jobs,
        };
    }

    /// <summary>The tokens alone.</summary>
    public static DashboardOptions Tokens() => new(DashboardOptions.DefaultUrls)
    {
        Token = Secret("BULK_TOKEN"),
        ReadToken = Secret("BULK_READ_TOKEN"),
    };

    private static Uri? ReadPublicUrl(ArgumentResult result)
    {
        var text = result.Tokens[0].Value;
        if (Uri.TryCreate(text, UriKind.Absolute, out var url)
            && url is { Scheme: "https" or "http", PathAndQuery: "/", UserInfo: "", Fragment: "", Host.Length: > 0 })
        {
            return url;
        }

        result.AddError($"--public-url '{text}' is no address of a server: write https://NAME, without a path");
        return null;
    }

    private static IPNetwork ReadNetwork(string text)
    {
        if (IPNetwork.TryParse(text, out var network)) return network;
        return IPAddress.TryParse(text, out var address)
            ? new IPNetwork(address, address.GetAddressBytes().Length * 8)
            : throw new InputException(
                $"--trusted-proxy '{text}' is no address: write one such as 10.0.0.2, or a network: 10.0.0.0/24");
    }

    // An empty variable is how a shell takes a setting back.
    private static string? Secret(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
