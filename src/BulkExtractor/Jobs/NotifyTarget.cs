using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Jobs;

/// <summary>Whom to tell of what.</summary>
/// <param name="To">An https address or <c>mailto:</c>, as it was written, with the names of variables.</param>
/// <param name="When">The events.</param>
/// <param name="Secret">The variable of the secret that signs what is sent, as <c>${NAME}</c>.</param>
public sealed partial record NotifyTarget(string To, IReadOnlyList<string> When, string? Secret)
{
    /// <summary>The most of them that a job, or all jobs together, may name.</summary>
    public const int Most = 20;

    private const int LongestAddress = 2_000;
    private const string Mail = "mailto:";

    private static readonly JsonSerializerOptions Format =
        new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    /// <summary>How it is told: <c>webhook</c>, <c>ping</c> or <c>mail</c>.</summary>
    [JsonIgnore]
    public string Kind => To.StartsWith(Mail, StringComparison.Ordinal) ? "mail"
        : Secret is null && When is [NoticeEvents.RunDone] ? "ping"
        : "webhook";

    /// <summary>The address of a mail.</summary>
    public static string MailAddress(string to) => to[Mail.Length..];

    /// <summary>A target whose parts were checked.</summary>
    /// <param name="fault">An error, by the property and the problem.</param>
    public static NotifyTarget Create(
        string to, IReadOnlyList<string> when, string? secret, Func<string, string, InputException> fault)
    {
        if (AllowedAddress(to) is { } allowed) throw fault("to", $"does not fit; allowed: {allowed}");
        if (when.Count == 0) throw fault("when", $"names no event; allowed: {string.Join(", ", NoticeEvents.All)}");
        if (when.FirstOrDefault(name => !NoticeEvents.All.Contains(name)) is { } unknown)
            throw fault("when", $"there is no event '{unknown}'; {NearestName.Suggest(unknown, NoticeEvents.All)}");
        // What stands there instead may be the secret itself, and is not shown.
        if (secret is not null && !Variables.IsOne(secret))
            throw fault("secret", "must be the name of an environment variable that holds the secret: ${NAME}");
        var target = new NotifyTarget(to, [.. when.Distinct()], secret);
        return target is { Kind: "mail", Secret: not null }
            ? throw fault("secret", "mail is not signed: take it out")
            : target;
    }

    // What is allowed instead of an address; null if it is right.
    private static string? AllowedAddress(string to)
    {
        if (to.StartsWith(Mail, StringComparison.Ordinal))
            return MailShape().IsMatch(MailAddress(to)) ? null : "one address: mailto:ops@example.org";
        if (Variables.IsOne(to)) return null; // seen when it is sent
        return Read(Variables.Replace(to, _ => "x")) is not null
            ? null
            : "https://… without a user's name, mailto:…, or ${VARIABLE}";
    }

    /// <summary>The https address; null if it is none.</summary>
    public static Uri? Read(string address) =>
        address.Length <= LongestAddress
        && Uri.TryCreate(address, UriKind.Absolute, out var uri)
        && uri is { Scheme: "https", UserInfo: "", Host.Length: > 0 }
            ? uri
            : null;

    /// <summary>Them as a text that is kept with a batch.</summary>
    public static string? Write(IReadOnlyList<NotifyTarget> targets) =>
        targets.Count == 0 ? null : JsonSerializer.Serialize(targets, Format);

    /// <summary>Them out of that text.</summary>
    public static IReadOnlyList<NotifyTarget> Parse(string? text) =>
        text is null ? [] : JsonSerializer.Deserialize<NotifyTarget[]>(text, Format)!;

    // No blanks, no second address, no query that adds a subject or a copy.
    [GeneratedRegex(@"^[^\s@,;<>?&%""()\[\]\\:]+@[^\s@,;<>?&%""()\[\]\\:]+\z")]
    private static partial Regex MailShape();
}
