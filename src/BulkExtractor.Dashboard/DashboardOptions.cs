namespace BulkExtractor.Dashboard;

/// <summary>Where the dashboard listens, and who may use it.</summary>
/// <param name="Urls">The addresses to listen on, parted by semicolons.</param>
public sealed record DashboardOptions(string Urls)
{
    /// <summary>The address unless another one is named.</summary>
    public const string DefaultUrls = "http://127.0.0.1:5080";

    /// <summary>Who knows it may do everything; null leaves the door open to this machine, and to it alone.</summary>
    public string? Token { get; init; }

    /// <summary>Who knows it may look at everything.</summary>
    public string? ReadToken { get; init; }

    /// <summary>Fails with one line when it may not listen there with these tokens.</summary>
    public void Check() => Access.ListenAddresses.Check(this);
}
