using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>NVIDIA: a limit told by a title alone, a wrong key as 403, models listed that cannot be called.</summary>
internal sealed class Nvidia : Dialect
{
    public static Profile Profile { get; } = new("nvidia", new Nvidia(),
    [
        new("nvidia/nemotron-3-super-120b-a12b") { Context = 1_000_000, MaxOutput = 262_000, Thoughts = 0.5 },
        new("openai/gpt-oss-20b"),
        new("google/gemma-4-31b-it") { Context = 256_000, ReadsImages = true },
        new("nvidia/only-for-partners") { OnlyListed = true },
    ])
    {
        Limits =
        [
            ProfileLimit.Requests(40, ProfileWindow.Rolling(TimeSpan.FromSeconds(62))),
            ProfileLimit.Requests(10_000, ProfileWindow.Rolling(TimeSpan.FromDays(1))).Each(),
        ],
        Parameters = new ParameterRules
        {
            Known = ParameterRules.Usual("chat_template_kwargs", "nvext", "guided_json", "reasoning_effort"),
        },
        Shape = new AnswerShape { ThoughtsIn = "reasoning_content", NoUsage = true },
    };

    public override bool ListsOpenly => true;

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey or RefusalKind.Forbidden => Error(403, "Forbidden", "Authorization failed"),
        RefusalKind.OnlyListed or RefusalKind.UnknownModel => Error(404, "Not Found",
            $"Function 'b0f5f0c6': Not found for account: {refusal.Model}"),
        RefusalKind.GoneModel => Error(410, "Gone", $"The model {refusal.Model} has reached its end of life"),
        RefusalKind.LimitReached or RefusalKind.InFlight => (429, new { status = 429, title = "Too Many Requests" }),
        RefusalKind.Busy => Error(
            503, "Service Unavailable", "ResourceExhausted: Worker local total request limit reached"),
        RefusalKind.UnknownParameter => Error(
            400, "Bad Request", $"Validation: Unsupported parameter(s): `{refusal.Subject}`"),
        RefusalKind.TooLong => Error(400, "Bad Request",
            $"This model's maximum context length is {refusal.Most} tokens. "
            + $"However, you requested {refusal.Tokens} tokens."),
        RefusalKind.Unpaid => Error(402, "Payment Required", "Account has no credits left"),
        _ => Error(400, "Bad Request", "DEGRADED function cannot be invoked"),
    };

    private static (int Status, object Body) Error(int status, string title, string detail) =>
        (status, new { status, title, detail });
}
