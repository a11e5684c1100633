using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>Google AI Studio by its OpenAI address: errors in a list, a day that ends in California.</summary>
internal sealed class Gemini : Dialect
{
    private const int InputOfMinute = 250_000;

    // A day that is spent names it, too.
    private const int ToldSeconds = 36;

    private static readonly ProfileWindow Day =
        ProfileWindow.Day(TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles"));

    public static Profile Profile { get; } = new("gemini", new Gemini(),
    [
        Model("gemini-3.5-flash-lite", 15, 500, InputOfMinute),
        Model("gemini-3.1-flash-lite", 15, 500, InputOfMinute),
        Model("gemini-3.8-flash", 5, 20, InputOfMinute),
        Model("gemini-3.7-flash", 5, 20, InputOfMinute),
        Model("gemini-3.6-flash", 5, 20, InputOfMinute),
        Model("gemini-3.5-flash", 5, 20, InputOfMinute),
        Model("gemini-3.1-pro", 0, 0, 0),
        Model("gemma-4-31b-it", 30, 14_400, 15_000) with { Context = 262_144, MaxOutput = 32_768 },
        Model("gemma-4-26b-a4b-it", 30, 14_400, 15_000) with { Context = 262_144, MaxOutput = 32_768 },
        Model("gemma-3-27b-it", 30, 14_400, 15_000) with { Forms = ["text"], TakesSystem = false },
    ])
    {
        Parameters = new ParameterRules
        {
            Known = ParameterRules.Usual("reasoning_effort", "modalities", "parallel_tool_calls", "extra_body"),
        },
    };

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey => Error(400, "INVALID_ARGUMENT",
            "API key not valid. Please pass a valid API key.", Reason("API_KEY_INVALID")),
        RefusalKind.Forbidden => Error(403, "PERMISSION_DENIED", "The caller does not have permission"),
        RefusalKind.Region => Error(400, "FAILED_PRECONDITION", "User location is not supported for the API use."),
        RefusalKind.UnknownModel or RefusalKind.OnlyListed or RefusalKind.GoneModel => Error(404, "NOT_FOUND",
            $"models/{refusal.Model} is not found for API version v1main, or is not supported for generateContent."),
        RefusalKind.UnknownParameter => Error(400, "INVALID_ARGUMENT",
            $"Invalid JSON payload received. Unknown name \"{refusal.Subject}\": Cannot find field."),
        RefusalKind.RefusedForm => Error(400, "INVALID_ARGUMENT",
            $"JSON mode is not enabled for models/{refusal.Model}"),
        RefusalKind.RefusedSystem => Error(400, "INVALID_ARGUMENT",
            $"Developer instruction is not enabled for models/{refusal.Model}"),
        RefusalKind.TooLong => Error(400, "INVALID_ARGUMENT",
            $"The input token count ({refusal.Tokens}) exceeds the maximum number of tokens allowed ({refusal.Most})."),
        RefusalKind.Busy or RefusalKind.InFlight => Error(503, "UNAVAILABLE",
            "The model is overloaded. Please try again later."),
        RefusalKind.Filtered => Error(400, "INVALID_ARGUMENT",
            "The prompt was blocked by the safety filter: PROHIBITED_CONTENT"),
        RefusalKind.LimitReached or RefusalKind.NeverFits => Exhausted(refusal),
        _ => Error(400, "INVALID_ARGUMENT", "Request contains an invalid argument."),
    };

    protected override object Entry(ProfileModel model) =>
        new { id = $"models/{model.Id}", @object = "model", owned_by = "google" };

    private static ProfileModel Model(string id, int minute, int day, int input) => new(id)
    {
        Context = 1_048_576,
        MaxOutput = 65_536,
        ReadsImages = true,
        Schema = new SchemaRules { MostDepth = 24 },
        Limits =
        [
            ProfileLimit.Requests(minute, ProfileWindow.Minute),
            ProfileLimit.Requests(day, Day),
            ProfileLimit.InputTokens(input, ProfileWindow.Minute),
        ],
    };

    private static (int Status, object Body) Exhausted(ProfileRefusal refusal)
    {
        var longest = refusal.Longest.Limit;
        var limit = longest.Amount == 0 ? ", limit: 0" : "";
        return Error(429, "RESOURCE_EXHAUSTED",
            $"You exceeded your current quota, please check your plan and billing details.{limit}",
            new Dictionary<string, object>
            {
                ["@type"] = "type.googleapis.com/google.rpc.QuotaFailure",
                ["violations"] = refusal.Reached.Select(reading => Violation(reading.Limit, refusal.Model)),
            },
            new Dictionary<string, object> { ["@type"] = "type.googleapis.com/google.rpc.Help" },
            new Dictionary<string, object>
            {
                ["@type"] = "type.googleapis.com/google.rpc.RetryInfo",
                ["retryDelay"] = $"{(longest.Window == Day ? ToldSeconds : refusal.WaitSeconds)}s",
            });
    }

    private static object Violation(ProfileLimit limit, string model) => new
    {
        quotaMetric = limit.Unit == LimitUnit.Requests
            ? "generativelanguage.googleapis.com/generate_content_free_tier_requests"
            : "generativelanguage.googleapis.com/generate_content_free_tier_input_token_count",
        quotaId = QuotaId(limit),
        quotaDimensions = new { location = "global", model },
        quotaValue = $"{limit.Amount}",
    };

    private static string QuotaId(ProfileLimit limit) => limit switch
    {
        { Unit: LimitUnit.InputTokens } => "GenerateContentInputTokensPerModelPerMinute-FreeTier",
        { Window.Kind: "day" } => "GenerateRequestsPerDayPerProjectPerModel-FreeTier",
        _ => "GenerateRequestsPerMinutePerProjectPerModel-FreeTier",
    };

    private static Dictionary<string, object> Reason(string reason) => new()
    {
        ["@type"] = "type.googleapis.com/google.rpc.ErrorInfo",
        ["reason"] = reason,
        ["domain"] = "googleapis.com",
    };

    private static (int Status, object Body) Error(int code, string status, string message, params object[] details) =>
        (code, new[] { new { error = new { code, message, status, details } } });
}
