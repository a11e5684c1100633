namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>Zhipu and Z.ai: one request at a time; each refusal for load is a 429 whose code tells the kind.</summary>
internal sealed class Zhipu : Dialect
{
    public static Profile Profile { get; } = new("zhipu", new Zhipu(),
    [
        new("glm-4.7-flash") { Context = 200_000, MaxOutput = 128_000, Thoughts = 0.5 },
        new("glm-4.6v-flash") { Context = 128_000, MaxOutput = 32_000, ReadsImages = true, Thoughts = 0.5 },
    ])
    {
        Parallel = 1,
        Shape = new AnswerShape { ThoughtsIn = "reasoning_content" },
    };

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey => Error(401, "1000", "Authentication failed"),
        RefusalKind.Forbidden => Error(403, "1220", "You do not have permission to access this API"),
        RefusalKind.Unpaid => Error(429, "1113", "Insufficient balance or no resource package. Please recharge."),
        RefusalKind.InFlight => Error(429, "1302", "High concurrency usage of this API, please reduce concurrency"),
        RefusalKind.LimitReached or RefusalKind.NeverFits =>
            Error(429, "1303", "High frequency usage of this API, please reduce frequency"),
        RefusalKind.Busy => Error(429, "1305", "The API request traffic is too high, please try again later"),
        RefusalKind.UnknownModel or RefusalKind.GoneModel =>
            Error(400, "1211", "Unknown Model, please check the model code."),
        RefusalKind.TooLong => Error(400, "1261", "Prompt exceeds max length"),
        RefusalKind.Filtered =>
            Error(400, "1301", "System detected potentially unsafe or sensitive content in input or generation."),
        _ => Error(400, "1213", "The parameter was not received properly"),
    };

    private static (int Status, object Body) Error(int status, string code, string message) =>
        (status, new { error = new { code, message } });
}
