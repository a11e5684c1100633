using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>LLM7: four windows at once, and now and then another model than was asked.</summary>
internal sealed class Llm7 : Dialect
{
    public static Profile Profile { get; } = new("llm7", new Llm7(),
    [
        new("gpt-oss:20b") { Context = 32_768 },
        new("mistral-Nemo") { Context = 32_768, AnsweredBy = "mistral-small-3.2" },
    ])
    {
        Limits =
        [
            ProfileLimit.Requests(1, ProfileWindow.Rolling(TimeSpan.FromSeconds(1))),
            ProfileLimit.Requests(60, ProfileWindow.Minute),
            ProfileLimit.Requests(250, ProfileWindow.Rolling(TimeSpan.FromHours(1))),
            ProfileLimit.Tokens(100_000, ProfileWindow.Rolling(TimeSpan.FromDays(1))),
        ],
    };

    protected override IEnumerable<KeyValuePair<string, string>> HeadersOf(ProfileRefusal refusal) =>
        refusal.Reached.Count > 0 ? [RetryAfter(refusal)] : [];

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey or RefusalKind.Forbidden => Error(401, "Invalid API token", "invalid_api_key"),
        RefusalKind.UnknownModel or RefusalKind.GoneModel =>
            Error(400, $"Model {refusal.Model} is unavailable", "model_unavailable"),
        RefusalKind.TooLong => Error(400,
            $"This model's maximum context length is {refusal.Most} tokens", "context_length_exceeded"),
        RefusalKind.LimitReached or RefusalKind.NeverFits => (429, new
        {
            error = new { message = "Rate limit exceeded", type = "rate_limit_error", code = "rate_limit_exceeded" },
            retry_after = refusal.WaitSeconds,
        }),
        RefusalKind.Busy or RefusalKind.InFlight => Error(503, "Upstream is busy", "upstream_busy"),
        RefusalKind.Unpaid => Error(402, "Insufficient balance", "insufficient_balance"),
        _ => Error(400, "Invalid request", "invalid_request"),
    };

    private static (int Status, object Body) Error(int status, string message, string code) =>
        (status, new { error = new { message, type = "invalid_request_error", code } });
}
