namespace BulkExtractor.Web.Access;

/// <summary>Where somebody goes after signing in: a path of this server, whatever an address says.</summary>
internal static class ReturnAddress
{
    private const int Longest = 2_000;

    /// <summary>The path, as it may stand in a header; the first page where it is none of ours.</summary>
    public static string Read(string? told) => told is not null && IsOurs(told) ? told : "/";

    // Browsers drop tabs and line breaks and take a backslash for a slash: what is written in none but these signs,
    // they read as we do.
    private static bool IsOurs(string told) =>
        told.Length <= Longest
        && told.StartsWith('/')
        && !told.StartsWith("//", StringComparison.Ordinal)
        && told.All(sign => char.IsAsciiLetterOrDigit(sign) || "/-._~%?&=+:@!$'()*,;".Contains(sign));
}
