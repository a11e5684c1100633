using BulkExtractor.Simulator.Profiles.Limits;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>Cloudflare Workers AI: errors as <c>errors[]</c>, one day of neurons for all models.</summary>
internal sealed class Cloudflare : Dialect
{
    private const double Million = 1_000_000;

    public static Profile Profile { get; } = new("cloudflare", new Cloudflare(),
    [
        Model("@cf/openai/gpt-oss-20b", 18_182, 27_273),
        Model("@cf/openai/gpt-oss-120b", 31_818, 68_182),
        Model("@cf/meta/llama-3.1-8b-instruct-fp8-fast", 4_119, 34_868),
    ])
    {
        Limits =
        [
            ProfileLimit.Units(10_000, ProfileWindow.UtcDay),
            ProfileLimit.Requests(300, ProfileWindow.Minute),
        ],
        Parameters = new ParameterRules { DefaultCap = 256, CountsCapInContext = true },
        Shape = new AnswerShape { LoneNumbers = true },
    };

    // There is no list of this form under the address of chats.
    public override Reply List(IReadOnlyList<ProfileModel> models) => new(404,
        """{"success":false,"errors":[{"code":7000,"message":"No route for that URI"}],"messages":[],"result":null}"""u8
            .ToArray());

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey => Error(401, 10000, "Authentication error"),
        RefusalKind.Forbidden => Error(403, 5018, "This account is not allowed to access this model"),
        RefusalKind.Unpaid => Error(403, 5035, "This model requires a Workers Paid plan"),
        RefusalKind.UnknownModel or RefusalKind.OnlyListed =>
            Error(400, 5007, $"No such model {refusal.Model} or task"),
        RefusalKind.GoneModel => Error(404, 3042, $"The model {refusal.Model} has been removed"),
        RefusalKind.TooLong or RefusalKind.TooLarge => Error(413, 3006, "Request too large"),
        RefusalKind.LimitReached or RefusalKind.NeverFits when refusal.Longest.Limit.Unit == LimitUnit.Units =>
            Error(429, 4006, "you have used up your daily free allocation of 10,000 neurons, please upgrade to "
                + "Cloudflare's Workers Paid plan if you would like to continue usage."),
        RefusalKind.LimitReached or RefusalKind.NeverFits or RefusalKind.Busy or RefusalKind.InFlight =>
            Error(429, 3040, "Capacity temporarily exceeded, please try again."),
        RefusalKind.Filtered => Error(403, 3041, "Content was blocked"),
        _ => Error(400, 5004, $"Invalid data: {refusal.Subject}"),
    };

    private static ProfileModel Model(string id, double input, double output) => new(id)
    {
        Context = 128_000,
        InputPrice = input / Million,
        OutputPrice = output / Million,
    };

    private static (int Status, object Body) Error(int status, int code, string message) => (status, new
    {
        errors = new[] { new { message = $"AiError: {message}", code } },
        success = false,
        result = new { },
        messages = Array.Empty<string>(),
    });
}
