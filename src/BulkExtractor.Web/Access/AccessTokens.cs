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

    private const int MarkSize = 16;

    private readonly byte[]? _ownerMark = CreateMark(options.Token);
    private readonly byte[]? _readerMark = CreateMark(options.ReadToken);

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

    /// <summary>The role of who shows this token; null when it is nobody's.</summary>
    public string? Find(string shown)
    {
        // Both are compared always, so that the time tells nothing.
        var (owner, reader) = (IsSame(shown, options.Token), IsSame(shown, options.ReadToken));
        return owner ? Owner : reader ? Reader : null;
    }

    /// <summary>Tells sessions of this token from those of another one.</summary>
    public byte[] MarkOf(string role) => (role == Owner ? _ownerMark : _readerMark)!;

    /// <summary>The marks of the tokens whose sessions somebody may see and end.</summary>
    public IReadOnlyList<byte[]> MarksFor(ClaimsPrincipal somebody) =>
        somebody.IsInRole(Owner) ? Marks : [MarkOf(Reader)];

    /// <summary>The marks of all tokens.</summary>
    public IReadOnlyList<byte[]> Marks => [.. new[] { _ownerMark, _readerMark }.OfType<byte[]>()];

    /// <param name="session">The number of the session; null where there is none.</param>
    public static ClaimsPrincipal Named(string role, string scheme, long? session = null)
    {
        List<Claim> claims = [new(ClaimTypes.Name, role), new(ClaimTypes.Role, role)];
        if (session is { } number) claims.Add(new Claim(ClaimTypes.NameIdentifier, $"{number}"));
        return new ClaimsPrincipal(new ClaimsIdentity(claims, scheme));
    }

    private static void Check(string name, string? token)
    {
        if (token is not null && Encoding.UTF8.GetByteCount(token) < Shortest)
            throw new InputException($"{name} is too short: it needs at least {Shortest} bytes (openssl rand -hex 32)");
    }

    // A way back from the mark to the token would be one through HKDF: by guessing, which doctor warns of.
    private static byte[]? CreateMark(string? token) => token is null
        ? null
        : HKDF.DeriveKey(
            HashAlgorithmName.SHA256, Encoding.UTF8.GetBytes(token), MarkSize, info: "session"u8.ToArray());

    // By hashes, in constant time: how long it takes tells nothing of the token, not even its length.
    private static bool IsSame(string shown, string? token) =>
        token is not null && CryptographicOperations.FixedTimeEquals(
            SHA256.HashData(Encoding.UTF8.GetBytes(shown)), SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
