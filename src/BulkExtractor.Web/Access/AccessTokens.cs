using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;

namespace BulkExtractor.Web.Access;

/// <summary>Who may come in: the token of the owner, who may do everything, and that of readers.</summary>
internal sealed class AccessTokens(DashboardOptions options)
{
    /// <summary>The fewest bytes of a token.</summary>
    public const int Shortest = 32;

    /// <summary>The role of those who may change things.</summary>
    public const string Owner = "owner";

    /// <summary>The role of those who may only look.</summary>
    public const string Reader = "reader";

    /// <summary>Whether anybody has to show a token at all.</summary>
    public bool Needed => options.Token is not null;

    /// <summary>Fails with one line when a token is too short, or stands alone.</summary>
    public static void Check(DashboardOptions options)
    {
        Check("BULK_TOKEN", options.Token);
        Check("BULK_READ_TOKEN", options.ReadToken);
        if (options.ReadToken is not null && options.Token is null)
            throw new InputException("BULK_READ_TOKEN is set, but BULK_TOKEN is not: set both, or none");
        if (options.ReadToken is not null && options.ReadToken == options.Token)
            throw new InputException("BULK_READ_TOKEN is the same as BULK_TOKEN: readers would be owners");
    }

    /// <summary>Who shows this token; null when nobody does.</summary>
    public ClaimsPrincipal? Find(string token, string scheme)
    {
        if (IsSame(token, options.Token)) return Named(Owner, scheme);
        return IsSame(token, options.ReadToken) ? Named(Reader, scheme) : null;
    }

    public static ClaimsPrincipal Named(string role, string scheme) => new(
        new ClaimsIdentity([new Claim(ClaimTypes.Name, role), new Claim(ClaimTypes.Role, role)], scheme));

    private static void Check(string name, string? token)
    {
        if (token is not null && Encoding.UTF8.GetByteCount(token) < Shortest)
            throw new InputException($"{name} is too short: it needs at least {Shortest} bytes (openssl rand -hex 32)");
    }

    // By hashes, in constant time: how long it takes tells nothing of the token, not even its length.
    private static bool IsSame(string shown, string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
