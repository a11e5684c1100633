using System.Text.Json;
using BulkExtractor.Basics;
using BulkExtractor.Calls.Refusals;

namespace BulkExtractor.Calls;

/// <summary>What a provider said when it did not answer, whatever shape it said it in.</summary>
internal sealed record Refusal(int Status, string Message)
{
    /// <summary>The provider behind the router, if the refusal is its own.</summary>
    public string? Provider { get; init; }

    /// <summary>What that provider said in its own words.</summary>
    public string Raw { get; init; } = "";

    /// <summary>The status that the provider behind the router had answered with, if it told.</summary>
    public int? RawStatus { get; init; }

    /// <summary>Whose limit was hit, in OpenRouter's words.</summary>
    public string LimitSource { get; init; } = "";

    /// <summary>The codes, reasons and types of the error, as far as they were given.</summary>
    public string Codes { get; init; } = "";

    /// <summary>Whether the body was an error in JSON; a web page tells nothing about models.</summary>
    public bool Json { get; init; } = true;

    /// <summary>Whether the body was a web page.</summary>
    public bool Page { get; init; }

    /// <summary>Whether input was flagged by a moderation.</summary>
    public bool Flagged { get; init; }

    /// <summary>How many requests the limit that refused allows.</summary>
    public int? Limit { get; init; }

    /// <summary>The limits that it named.</summary>
    public IReadOnlyList<ToldLimit> Told { get; init; } = [];

    /// <summary>When to come back.</summary>
    public RetryAfter ComeBack { get; init; } = RetryAfter.Unknown;

    /// <summary>Whether the router only passes on what a provider said.</summary>
    public bool Relayed => Provider is not null || Says("Provider returned error");

    /// <summary>All that was said, for patterns to be found in.</summary>
    public string Words => $"{Message} {Raw} {Codes}";

    /// <summary>Whether the message, the raw words or the codes hold a phrase.</summary>
    public bool Says(string phrase) =>
        Message.Contains(phrase, StringComparison.OrdinalIgnoreCase)
        || Raw.Contains(phrase, StringComparison.OrdinalIgnoreCase)
        || LimitSource.Contains(phrase, StringComparison.OrdinalIgnoreCase)
        || Codes.Contains(phrase, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether it names a member of the request as what it is about, as its parameter or its place.</summary>
    public bool NamesParameter(string name) =>
        Codes.Split(' ').Contains(name, StringComparer.OrdinalIgnoreCase)
        || Message.StartsWith($"{name}: ", StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the body of an answer that is no success.</summary>
    public static Refusal Read(int status, ReplyHeaders headers, string body, DateTimeOffset now)
    {
        try
        {
            using var json = JsonDocument.Parse(JsonEscapes.Clean(body));
            return Parse(Inner(json.RootElement), status, headers, now);
        }
        catch (JsonException)
        {
            return ReadText(status, headers, body.Trim(), now);
        }
    }

    /// <summary>Reads an error, which may also stand inside a success.</summary>
    public static Refusal Parse(JsonElement error, int status, ReplyHeaders headers, DateTimeOffset now)
    {
        var metadata = error.Member("metadata");
        var raw = RawOf(metadata);
        var message = CleanText.Clean(ErrorText.Sentence(error));
        var codes = CleanText.Clean(ErrorText.Codes(error));
        return new Refusal(ErrorStatus.Find(error, $"{message} {codes}", status), message)
        {
            Provider = metadata.Text("provider_name") is { Length: > 0 } provider ? provider : null,
            Raw = CleanText.Clean(ErrorText.Sentence(raw)),
            RawStatus = ErrorStatus.Named(Inner(raw)),
            LimitSource = metadata.Text("limit_source"),
            Flagged = metadata.Member("reasons").ValueKind == JsonValueKind.Array
                || metadata.Text("flagged_input").Length > 0,
            Codes = codes,
            Limit = RetryAfter.LimitOf(headers, error),
            Told = ToldLimits.In(headers, error, message),
            ComeBack = RetryAfter.Parse(headers, error, now),
        };
    }

    // Most wrap their errors, some in a list; others put them at the top.
    private static JsonElement Inner(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Array) root = root.First();
        return root.Member("error") is { ValueKind: JsonValueKind.Object } error ? error : root;
    }

    private static JsonElement RawOf(JsonElement metadata)
    {
        var raw = metadata.Member("raw");
        return raw.ValueKind == JsonValueKind.String && ErrorText.Opened(raw.GetString()!) is { } opened ? opened : raw;
    }

    private static Refusal ReadText(int status, ReplyHeaders headers, string body, DateTimeOffset now)
    {
        var comeBack = RetryAfter.Parse(headers, body.StartsWith('<') ? "" : body, now);
        if (!body.StartsWith('<'))
            return new Refusal(status, CleanText.Clean(body)) { Json = false, ComeBack = comeBack };

        var (title, words) = ErrorText.Page(CleanText.Clean(body));
        return new Refusal(status, title.Length > 0 ? $"a web page: {title}" : "a web page")
        {
            Json = false,
            Page = true,
            Codes = words,
            ComeBack = comeBack,
        };
    }
}
