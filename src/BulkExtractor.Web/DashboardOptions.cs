using System.Net;
using BulkExtractor.Access;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;
using BulkExtractor.Web.Listening;

namespace BulkExtractor.Web;

/// <summary>Where the dashboard listens, and who may come in.</summary>
/// <param name="Urls">Addresses to listen on, parted by semicolons.</param>
public sealed record DashboardOptions(string Urls)
{
    /// <summary>The address unless another one is named.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>Its holder may do everything; null asks nobody to sign in, and lets only this machine in.</summary>
    public string? Token { get; init; }

    /// <summary>Its holder may look at everything and change nothing.</summary>
    public string? ReadToken { get; init; }

    /// <summary>What it shows to those who come by https; null without https.</summary>
    public ServerCertificate? Certificate { get; init; }

    /// <summary>What a proxy in front of it is called; null where there is none.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The proxies that are believed when they say whom they speak for.</summary>
    public IReadOnlyList<IPNetwork> TrustedProxies { get; init; } = [];

    /// <summary>Whether tokens may go over a network unencrypted.</summary>
    public bool InsecureHttp { get; init; }

    /// <summary>The folder of the jobs that a batch can be submitted under.</summary>
    public string JobsFolder { get; init; } = JobFolder.Root;

    /// <summary>How much an input may hold once it is unpacked.</summary>
    public InputBounds Inputs { get; init; } = new();

    /// <summary>Whether the database is away, so that nothing can be shown now.</summary>
    public Func<bool> DatabaseIsAway { get; init; } = () => false;

    /// <summary>Whether browsers come by https only, be it to a proxy.</summary>
    internal bool IsSecure => Certificate is not null || PublicUrl is { Scheme: "https" };

    /// <summary>Fails with one line when it may not listen there with these tokens.</summary>
    public void Check() => ListenAddresses.Check(this);

    /// <summary>What should be mended, though it may run like this.</summary>
    public IEnumerable<string> FindWeaknesses() =>
        from token in new[] { ("BULK_TOKEN", Token), ("BULK_READ_TOKEN", ReadToken) }
        where token.Item2 is not null
        let weakness = TokenStrength.FindWeakness(token.Item2)
        where weakness is not null
        select $"{token.Item1} {weakness}";
}
