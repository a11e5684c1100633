using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>Groq: tokens a minute and a day, the cap counted in advance; what is too large for them is a 413.</summary>
internal sealed class Groq : Dialect
{
    private static readonly SchemaRules Strict = new() { Closed = true, Forbidden = ["minItems", "maxItems"] };

    public static Profile Profile { get; } = new("groq", new Groq(),
    [
        new("openai/gpt-oss-120b") { MaxOutput = 65_536, Schema = Strict, Thoughts = 0.4 },
        new("openai/gpt-oss-20b") { MaxOutput = 65_536, Schema = Strict, Thoughts = 0.4 },
        new("qwen/qwen3.8-27b") { MaxOutput = 16_384, Thoughts = 0.4 },
        new("moonshotai/kimi-k2") { MaxOutput = 16_384, Forms = ["text", "json_object"] },
    ])
    {
        Limits =
        [
            ProfileLimit.Requests(30, ProfileWindow.Bucket(TimeSpan.FromMinutes(1))).Each(),
            ProfileLimit.Requests(1_000, ProfileWindow.Bucket(TimeSpan.FromDays(1))).Each(),
            Counted(ProfileLimit.Tokens(8_000, ProfileWindow.Bucket(TimeSpan.FromMinutes(1)))),
            Counted(ProfileLimit.Tokens(200_000, ProfileWindow.Rolling(TimeSpan.FromDays(1)))),
        ],
        Parameters = new ParameterRules
        {
            Known = ParameterRules.Usual(
                "reasoning_effort", "reasoning_format", "include_reasoning", "service_tier", "parallel_tool_calls"),
            ChecksCap = true,
            WantsJsonWord = true,
        },
        Shape = new AnswerShape { ThoughtsIn = "reasoning" },
        ChecksJson = true,
    };

    public override IEnumerable<KeyValuePair<string, string>> Headers(
        IReadOnlyList<LimitReading> readings, double scale) =>
    [
        .. Told("requests", readings.Where(r => r.Limit is { Unit: LimitUnit.Requests, Window.Length.Days: 1 }), scale),
        .. Told("tokens", readings.Where(r => r.Limit is { Unit: LimitUnit.Tokens, Window.Length.Days: 0 }), scale),
    ];

    // A request that is too large is told to wait, too, though no wait helps.
    protected override IEnumerable<KeyValuePair<string, string>> HeadersOf(ProfileRefusal refusal) =>
        refusal.Reached.Count > 0 ? [RetryAfter(refusal)] : [];

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey => Error(401, "Invalid API Key", "invalid_request_error", "invalid_api_key"),
        RefusalKind.Forbidden or RefusalKind.Region =>
            Error(403, "Access denied. Please check your network settings.", "permissions_error", "forbidden"),
        RefusalKind.UnknownModel or RefusalKind.OnlyListed => Error(404,
            $"The model `{refusal.Model}` does not exist or you do not have access to it.",
            "invalid_request_error", "model_not_found"),
        RefusalKind.GoneModel => Error(400,
            $"The model `{refusal.Model}` has been decommissioned and is no longer supported.",
            "invalid_request_error", "model_decommissioned"),
        RefusalKind.UnknownParameter => Invalid($"property '{refusal.Subject}' is unsupported"),
        RefusalKind.RefusedForm => Invalid($"This model does not support response format `{refusal.Subject}`."),
        RefusalKind.RefusedSchema => Invalid($"invalid JSON schema for response_format: {refusal.Subject}"),
        RefusalKind.NoJsonWord => Invalid(
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."),
        RefusalKind.CapTooLarge => Invalid($"`max_tokens` must be less than or equal to `{refusal.Most}`, the maximum "
            + "value for `max_tokens` is less than the `context_window` for this model"),
        RefusalKind.TooLong => Error(400, "Please reduce the length of the messages or completion.",
            "invalid_request_error", "context_length_exceeded"),
        RefusalKind.InvalidJson => (400, new
        {
            error = new
            {
                message = "Failed to generate JSON. Please adjust your prompt. "
                    + "See 'failed_generation' for more details.",
                type = "invalid_request_error",
                code = "json_validate_failed",
                failed_generation = refusal.Subject,
            },
        }),
        RefusalKind.NeverFits => TooLarge(refusal),
        RefusalKind.LimitReached => Limited(refusal),
        RefusalKind.Busy or RefusalKind.InFlight =>
            Error(498, "Flex tier capacity exceeded, please try again later.", "flex", "capacity_exceeded"),
        RefusalKind.Unpaid => Error(402, "Payment required.", "billing", "payment_required"),
        _ => Invalid("invalid request body"),
    };

    protected override object Entry(ProfileModel model) => new
    {
        id = model.Id,
        @object = "model",
        owned_by = "groq",
        active = true,
        context_window = model.Context,
        max_completion_tokens = model.MaxOutput,
    };

    private static ProfileLimit Counted(ProfileLimit limit) => limit.Each() with { Reserves = true };

    private static IEnumerable<KeyValuePair<string, string>> Told(
        string unit, IEnumerable<LimitReading> readings, double scale)
    {
        foreach (var reading in readings)
        {
            yield return new($"x-ratelimit-limit-{unit}", $"{reading.Limit.Amount}");
            yield return new($"x-ratelimit-remaining-{unit}", $"{reading.Left}");
            yield return new($"x-ratelimit-reset-{unit}", Spans.Write(reading.EmptyIn / scale));
        }
    }

    private static (int Status, object Body) TooLarge(ProfileRefusal refusal)
    {
        var reading = refusal.Reached.First(one => one.NeverFits);
        return Error(413, $"Request too large for model `{refusal.Model}` on {Name(reading.Limit)}: "
            + $"Limit {reading.Limit.Amount}, Requested {reading.Asked:0}, please reduce your message size and try "
            + "again.", Unit(reading.Limit), "rate_limit_exceeded");
    }

    private static (int Status, object Body) Limited(ProfileRefusal refusal)
    {
        var reading = refusal.Longest;
        return Error(429, $"Rate limit reached for model `{refusal.Model}` on {Name(reading.Limit)}: "
            + $"Limit {reading.Limit.Amount}, Used {reading.Used:0}, Requested {reading.Asked:0}. "
            + $"Please try again in {Spans.Write(refusal.Wait)}.", Unit(reading.Limit), "rate_limit_exceeded");
    }

    private static string Unit(ProfileLimit limit) => limit.Unit == LimitUnit.Requests ? "requests" : "tokens";

    private static string Name(ProfileLimit limit) => (limit.Unit, limit.Window.Length.Days) switch
    {
        (LimitUnit.Requests, 0) => "requests per minute (RPM)",
        (LimitUnit.Requests, _) => "requests per day (RPD)",
        (_, 0) => "tokens per minute (TPM)",
        _ => "tokens per day (TPD)",
    };

    private static (int Status, object Body) Invalid(string message) =>
        Error(400, message, "invalid_request_error", null);

    private static (int Status, object Body) Error(int status, string message, string type, string? code) =>
        (status, new { error = new { message, type, code } });
}
