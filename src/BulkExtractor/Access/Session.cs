namespace BulkExtractor.Access;

/// <summary>A browser in which somebody signed in, until they sign out, leave it idle or their time is over.</summary>
/// <param name="Address">Where it was opened from.</param>
/// <param name="Browser">What the browser calls itself.</param>
/// <param name="EndsAt">When it ends by itself, unless it is used before.</param>
public sealed record Session(
    long SessionId,
    string Role,
    string Address,
    string Browser,
    DateTimeOffset OpenedAt,
    DateTimeOffset SeenAt,
    DateTimeOffset EndsAt)
{
    /// <summary>How long one lasts, however much it is used.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromHours(12);

    /// <summary>How long one lasts that nobody uses.</summary>
    public static readonly TimeSpan LongestIdle = TimeSpan.FromMinutes(30);

    /// <summary>The most that one token has at a time; a further one ends the one that was unused longest.</summary>
    public const int Most = 200;
}

/// <summary>What a session is opened with.</summary>
/// <param name="IdHash">The hash of what its cookie says.</param>
/// <param name="TokenMark">Tells which token opened it, and nothing of the token.</param>
public sealed record OpenedSession(byte[] IdHash, byte[] TokenMark, string Role, string Address, string Browser);
