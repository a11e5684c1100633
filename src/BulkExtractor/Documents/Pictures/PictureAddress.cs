namespace BulkExtractor.Documents.Pictures;

/// <summary>An address from which a picture may be fetched.</summary>
internal static class PictureAddress
{
    private const int MostCharacters = 2_000;

    /// <summary>Whether a cell is meant for an address, and no path.</summary>
    public static bool IsMeantBy(string cell) => cell.Contains("://", StringComparison.Ordinal);

    /// <summary>The address; null if it is none that is fetched.</summary>
    public static Uri? Read(string cell) =>
        cell.Length <= MostCharacters && Uri.TryCreate(cell, UriKind.Absolute, out var address) && MayBeFetched(address)
            ? address
            : null;

    /// <summary>https on its own port, without a user's name: where it leads is checked when it is connected.</summary>
    public static bool MayBeFetched(Uri address) =>
        address is { IsAbsoluteUri: true, Scheme: "https", Port: 443, UserInfo: "", Host.Length: > 0 };
}
