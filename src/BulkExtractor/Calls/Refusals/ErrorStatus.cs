using System.Globalization;
using System.Text.Json;

namespace BulkExtractor.Calls.Refusals;

/// <summary>For which HTTP status an error stands that came with another one, or within a success.</summary>
internal static class ErrorStatus
{
    // In a success an error whose kind nobody can tell is the provider's.
    private const int Unknown = 502;

    // The first that fits: what is narrower stands before what is wider.
    private static readonly (string[] Words, int Status)[] Kinds =
    [
        (["rate_limit", "rate limit", "ratelimit", "too many requests", "too_many_requests", "free-models-per-",
            "resource_exhausted", "quota exceeded", "quota_exceeded"], 429),
        (["authentication_error", "invalid_api_key", "invalid api key", "unauthorized", "unauthenticated",
            "api key not valid", "incorrect api key"], 401),
        (["insufficient_quota", "insufficient credits", "insufficient balance", "billing_error",
            "payment required"], 402),
        (["permission_error", "permission_denied", "forbidden"], 403),
        (["model_not_found", "notfounderror", "not_found_error", "does not exist", "model not found"], 404),
        (["invalid_request_error", "badrequesterror", "invalid_argument"], 400),
        (["overloaded", "unavailable"], 503),
    ];

    private static readonly string[] Members = ["code", "status", "status_code"];

    /// <summary>The status that an error names, else that with which it came.</summary>
    public static int Find(JsonElement error, string words, int status)
    {
        if (Named(error) is { } named) return named;
        if (status is not 200) return status;
        return Kinds.FirstOrDefault(kind => kind.Words.Any(word =>
            words.Contains(word, StringComparison.OrdinalIgnoreCase))).Status is > 0 and var told ? told : Unknown;
    }

    /// <summary>The HTTP status that an error names, if it names one.</summary>
    public static int? Named(JsonElement error) =>
        Members
            .Select(name => error.Text(name))
            .Select(text => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var code)
                ? code
                : 0)
            .FirstOrDefault(code => code is >= 400 and < 600) is > 0 and var status
            ? status
            : null;
}
