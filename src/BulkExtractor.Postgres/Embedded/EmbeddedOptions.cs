namespace BulkExtractor.Postgres.Embedded;

/// <summary>Where the embedded cluster lives.</summary>
/// <param name="Checkout">The folder of the program; the cluster stands in its <c>.data</c>.</param>
public sealed record EmbeddedOptions(string Checkout)
{
    /// <summary>Another folder for the cluster than the checkout's <c>.data</c>; from <c>BULK_DATA</c>.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Lines of <c>postgresql.conf</c> that win over the usual ones.</summary>
    internal IReadOnlyList<string> Settings { get; init; } = [];
}
