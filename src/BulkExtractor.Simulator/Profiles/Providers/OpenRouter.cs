using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Profiles.Limits;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>OpenRouter with an account that never bought credit: 50 requests a day, refused ones among them.</summary>
internal sealed class OpenRouter : Dialect
{
    private static readonly SimulatedAccount Account = new("openrouter");

    public static Profile Profile { get; } = new("openrouter", new OpenRouter(),
    [
        new("google/gemma-4-31b-it:free") { Context = 262_144, MaxOutput = 32_768, ReadsImages = true },
        new("qwen/qwen3.8-27b:free") { Context = 262_144, MaxOutput = 235_000, ReadsImages = true },
        new("nvidia/nemotron-3-super-120b-a12b:free") { Context = 262_144, Thoughts = 0.3 },
    ])
    {
        Limits =
        [
            ProfileLimit.Requests(20, ProfileWindow.ClockMinute),
            ProfileLimit.Requests(50, ProfileWindow.UtcDay) with { CountsRefused = true },
        ],
        Parameters = new ParameterRules { CountsCapInContext = true },
        Shape = new AnswerShape { ThoughtsIn = "reasoning" },
    };

    public override bool ListsOpenly => true;

    public override Reply Refuse(ProfileRefusal refusal) => ErrorWriter.Write(ErrorOf(refusal));

    public override Reply List(IReadOnlyList<ProfileModel> models) =>
        new(200, ModelListWriter.Write([.. models.Select(model => model.Played(Account))]));

    protected override (int Status, object Body) Say(ProfileRefusal refusal) =>
        throw new NotSupportedException("Its errors are written by the error writer.");

    private static ErrorReply ErrorOf(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.WrongKey => ErrorReplies.WrongKey,
        RefusalKind.Unpaid => ErrorReplies.NoCredit,
        RefusalKind.UnknownModel => ErrorReplies.UnknownModel(refusal.Model),
        RefusalKind.GoneModel => ErrorReplies.GoneModel(new SimulatedModel(refusal.Model, Account)),
        RefusalKind.NoImages => ErrorReplies.NoImages,
        RefusalKind.TooLong => ErrorReplies.Context(refusal.Most, refusal.Tokens, 0),
        RefusalKind.Filtered => ErrorReplies.Moderation(new SimulatedModel(refusal.Model, Account)),
        RefusalKind.LimitReached or RefusalKind.NeverFits => refusal.Longest.Limit.Window.Kind == "day"
            ? ErrorReplies.Day(Reset(refusal))
            : ErrorReplies.Minute(Reset(refusal)),
        RefusalKind.Busy or RefusalKind.InFlight =>
            ErrorReplies.Upstream(new SimulatedModel(refusal.Model, Account), retryAfter: 1),
        _ => new ErrorReply(400, "Invalid request parameters"),
    };

    private static RateLimitHeaders Reset(ProfileRefusal refusal) =>
        new(refusal.Longest.Limit.Amount, refusal.Now + refusal.Wait);
}
