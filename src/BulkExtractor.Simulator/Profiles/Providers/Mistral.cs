using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>Mistral: the clock's minute, unknown parameters as 422, a limit that may be 0, thoughts as parts.</summary>
internal sealed class Mistral : Dialect
{
    private static readonly ProfileLimit[] NotFree = [ProfileLimit.Requests(0, ProfileWindow.ClockMinute)];

    public static Profile Profile { get; } = new("mistral", new Mistral(),
    [
        new("mistral-small-2603") { Context = 256_000, ReadsImages = true },
        new("ministral-8b-2512") { Context = 256_000, ReadsImages = true },
        new("magistral-small-2512") { Context = 128_000, Thoughts = 0.3 },
        new("mistral-large-2512") { Context = 256_000, Limits = NotFree },
    ])
    {
        Limits =
        [
            ProfileLimit.Requests(23, ProfileWindow.ClockMinute).Each(),
            ProfileLimit.Tokens(356_250, ProfileWindow.ClockMinute).Each(),
        ],
        Parameters = new ParameterRules
        {
            Known =
            [
                "model", "messages", "max_tokens", "temperature", "top_p", "stream", "stop", "response_format", "tools",
                "tool_choice", "n", "random_seed", "safe_prompt", "presence_penalty", "frequency_penalty", "metadata",
            ],
        },
        Shape = new AnswerShape { ThoughtParts = true },
    };

    public override IEnumerable<KeyValuePair<string, string>> Headers(
        IReadOnlyList<LimitReading> readings, double scale)
    {
        foreach (var reading in readings)
        {
            var unit = reading.Limit.Unit == LimitUnit.Requests ? "req" : "tokens";
            yield return new($"x-ratelimit-limit-{unit}-minute", $"{reading.Limit.Amount}");
            yield return new($"x-ratelimit-remaining-{unit}-minute", $"{reading.Left}");
        }
    }

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey or RefusalKind.Forbidden => (401, new { detail = "Unauthorized" }),
        RefusalKind.UnknownModel or RefusalKind.GoneModel =>
            Error(400, $"Invalid model: {refusal.Model}", "invalid_model", "1500"),
        RefusalKind.UnknownParameter => (422, Unprocessable(refusal.Subject)),
        RefusalKind.TooLong => Error(400, $"Prompt contains {refusal.Tokens} tokens, too large for model with "
            + $"{refusal.Most} maximum context length", "invalid_request_prompt", "3051"),
        RefusalKind.LimitReached or RefusalKind.NeverFits => Error(429, "Rate limit exceeded", "rate_limited", "1300"),
        RefusalKind.Busy or RefusalKind.InFlight => Error(429,
            "Service tier capacity exceeded for this model.", "service_tier_capacity_exceeded", "3505"),
        RefusalKind.Unpaid => Error(402, "Payment required", "payment_required", "1100"),
        _ => Error(400, "Invalid request", "invalid_request_error", "1000"),
    };

    protected override object Entry(ProfileModel model) => new
    {
        id = model.Id,
        @object = "model",
        owned_by = "mistralai",
        max_context_length = model.Context,
        capabilities = new { completion_chat = true, vision = model.ReadsImages, function_calling = true },
        aliases = Array.Empty<string>(),
        deprecation = (string?)null,
    };

    private static object Unprocessable(string parameter) => new
    {
        @object = "error",
        message = new
        {
            detail = new[]
            {
                new
                {
                    type = "extra_forbidden",
                    loc = new[] { "body", parameter },
                    msg = "Extra inputs are not permitted",
                },
            },
        },
        type = "invalid_request_error",
        param = (string?)null,
        code = (string?)null,
    };

    private static (int Status, object Body) Error(int status, string message, string type, string code) =>
        (status, new { @object = "error", message, type, param = (string?)null, code });
}
