using System.Text.Json;
using BulkExtractor.Basics;

namespace BulkExtractor.Calls;

/// <summary>What a provider said when it did not answer, whatever shape it said it in.</summary>
internal sealed record Refusal(int Status, string Message)
{
    /// <summary>The provider behind the router, if the refusal is its own.</summary>
    public string? Provider { get; init; }

    /// <summary>What that provider said in its own words.</summary>
    public string Raw { get; init; } = "";

    /// <summary>Whose limit was hit, in OpenRouter's words.</summary>
    public string LimitSource { get; init; } = "";

    /// <summary>The code, reason and type of the error, as far as they were given.</summary>
    public string Codes { get; init; } = "";

    /// <summary>Whether the body was an error in JSON; a web page tells nothing about models.</summary>
    public bool Json { get; init; } = true;

    /// <summary>Whether the body was a web page.</summary>
    public bool Page { get; init; }

    /// <summary>Whether input was flagged by a moderation.</summary>
    public bool Flagged { get; init; }

    /// <summary>How many requests the limit that refused allows.</summary>
    public int? Limit { get; init; }

    /// <summary>When to come back.</summary>
    public RetryAfter ComeBack { get; init; } = RetryAfter.Unknown;

    /// <summary>Whether the router only passes on what a provider said.</summary>
    public bool Relayed => Provider is not null || Says("Provider returned error");

    /// <summary>Whether the message, the raw words or the codes hold a phrase.</summary>
    public bool Says(string phrase) =>
        Message.Contains(phrase, StringComparison.OrdinalIgnoreCase)
        || Raw.Contains(phrase, StringComparison.OrdinalIgnoreCase)
        || LimitSource.Contains(phrase, StringComparison.OrdinalIgnoreCase)
        || Codes.Contains(phrase, StringComparison.OrdinalIgnoreCase);

    /// <summary>Reads the body of an answer that is no success.</summary>
    public static Refusal Read(int status, ReplyHeaders headers, string body, DateTimeOffset now)
    {
        try
        {
            using var json = JsonDocument.Parse(JsonEscapes.Clean(body));
            var root = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement.First() : json.RootElement;
            return ErrorIn(root) is { } error
                ? Parse(error, status, headers, now)
                : new Refusal(status, "") { ComeBack = RetryAfter.Parse(headers, default, now) };
        }
        catch (JsonException)
        {
            var page = body.TrimStart().StartsWith('<');
            return new Refusal(status, page ? "a web page" : CleanText.Clean(body.Trim()))
            {
                Json = false,
                Page = page,
                ComeBack = RetryAfter.Parse(headers, default, now),
            };
        }
    }

    /// <summary>Reads an error object, which may also stand inside a success.</summary>
    public static Refusal Parse(JsonElement error, int status, ReplyHeaders headers, DateTimeOffset now)
    {
        if (error.ValueKind == JsonValueKind.String)
            return new Refusal(status, error.GetString()!) { ComeBack = RetryAfter.Parse(headers, default, now) };

        var metadata = error.Member("metadata");
        var availability = error.Member("availability");
        return new Refusal(StatusOf(error, status), error.Text("message"))
        {
            Provider = metadata.Text("provider_name") is { Length: > 0 } provider ? provider : null,
            Raw = metadata.Text("raw"),
            LimitSource = metadata.Text("limit_source"),
            Flagged = metadata.Member("reasons").ValueKind == JsonValueKind.Array
                || metadata.Text("flagged_input").Length > 0,
            Codes = string.Join(' ', error.Text("code"), error.Text("type"), error.Text("error_type"),
                metadata.Text("error_type"), metadata.Text("reason"), metadata.Text("failed_routing_step"),
                availability.Text("code")),
            Limit = RetryAfter.LimitOf(headers, error),
            ComeBack = RetryAfter.Parse(headers, error, now),
        };
    }

    // OpenRouter wraps its errors; older vLLM and FastAPI put them at the top.
    private static JsonElement? ErrorIn(JsonElement root)
    {
        if (root.Member("error") is { ValueKind: JsonValueKind.Object or JsonValueKind.String } error) return error;
        if (root.Member("detail") is { ValueKind: JsonValueKind.String } detail) return detail;
        return root.Text("message").Length > 0 ? root : null;
    }

    private static int StatusOf(JsonElement error, int status) =>
        int.TryParse(error.Text("code"), out var code) && code is >= 400 and < 600
            ? code
            : status is 200 ? 502 : status;
}
