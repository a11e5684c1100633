using BulkExtractor.Jobs;
using BulkExtractor.Web.Access;

namespace BulkExtractor.Web;

/// <summary>Where the dashboard listens, and who may use it.</summary>
/// <param name="Urls">The addresses to listen on, parted by semicolons.</param>
public sealed record DashboardOptions(string Urls)
{
    /// <summary>The address unless another one is named.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>Its holder may do everything; null asks nobody to sign in, and lets only this machine in.</summary>
    public string? Token { get; init; }

    /// <summary>Its holder may look at everything and change nothing.</summary>
    public string? ReadToken { get; init; }

    /// <summary>The folder of the jobs that a batch can be submitted under.</summary>
    public string JobsFolder { get; init; } = JobFolder.Root;

    /// <summary>Whether the database is away, so that nothing can be shown now.</summary>
    public Func<bool> DatabaseIsAway { get; init; } = () => false;

    /// <summary>Fails with one line when it may not listen there with these tokens.</summary>
    public void Check() => ListenAddresses.Check(this);
}
