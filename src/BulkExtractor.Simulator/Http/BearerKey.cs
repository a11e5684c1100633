using Microsoft.AspNetCore.Http;

namespace BulkExtractor.Simulator.Http;

/// <summary>The key that a request shows.</summary>
internal static class BearerKey
{
    private const string Scheme = "Bearer ";

    /// <summary>Null if it shows none.</summary>
    public static string? Read(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return null;
        var key = header[Scheme.Length..].Trim();
        return key.Length == 0 ? null : key;
    }
}
