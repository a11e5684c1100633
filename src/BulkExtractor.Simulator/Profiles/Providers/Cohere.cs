using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>Cohere with a trial key: a thousand calls of a month, and errors without an <c>error</c>.</summary>
internal sealed class Cohere : Dialect
{
    public static Profile Profile { get; } = new("cohere", new Cohere(),
    [
        new("command-a-plus-05-2026") { Context = 128_000, MaxOutput = 64_000, ReadsImages = true },
        new("command-a-03-2025") { Context = 256_000, MaxOutput = 8_000 },
    ])
    {
        Limits =
        [
            ProfileLimit.Requests(20, ProfileWindow.Minute),
            ProfileLimit.Requests(1_000, ProfileWindow.Month),
        ],
        Parameters = new ParameterRules { Known = ParameterRules.Usual("reasoning_effort", "strict_tools") },
    };

    public override IEnumerable<KeyValuePair<string, string>> Headers(
        IReadOnlyList<LimitReading> readings, double scale) =>
        readings.Where(reading => reading.Limit.Window.Kind == "window")
            .Select(reading => KeyValuePair.Create("x-trial-endpoint-call-remaining", $"{reading.Left}"));

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey or RefusalKind.Forbidden => Error(401, "invalid api token"),
        RefusalKind.UnknownModel or RefusalKind.GoneModel => Error(404, $"model '{refusal.Model}' not found, "
            + "make sure the correct model ID was used and that you have access to the model."),
        RefusalKind.UnknownParameter => Error(400, $"invalid request: parameter '{refusal.Subject}' is not supported"),
        RefusalKind.TooLong => Error(400, $"too many tokens: total number of tokens in the prompt cannot exceed "
            + $"{refusal.Most} - received {refusal.Tokens}."),
        RefusalKind.LimitReached or RefusalKind.NeverFits => Error(429,
            "You are using a Trial key, which is limited to "
            + (refusal.Longest.Limit.Window.Kind == "month" ? "1000 API calls / month. " : "20 API calls / minute. ")
            + "You can continue to use the Trial key for free or upgrade to a Production key."),
        RefusalKind.Busy or RefusalKind.InFlight => Error(503, "service temporarily unavailable"),
        RefusalKind.Unpaid => Error(402, "Please add or update your payment method"),
        _ => Error(400, "invalid request"),
    };

    private static (int Status, object Body) Error(int status, string message) =>
        (status, new { id = "5f0c7c6a-0000-4000-8000-000000000000", message });
}
