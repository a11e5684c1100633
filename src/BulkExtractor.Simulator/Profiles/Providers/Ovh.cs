using BulkExtractor.Simulator.Profiles.Limits;

namespace BulkExtractor.Simulator.Profiles.Providers;

/// <summary>OVHcloud without a key: two requests a minute to each model, by the sender's address.</summary>
internal sealed class Ovh : Dialect
{
    public static Profile Profile { get; } = new("ovh", new Ovh(),
    [
        new("gpt-oss-120b"),
        new("gpt-oss-20b"),
        new("Qwen2.5-VL-72B-Instruct") { Context = 32_000, ReadsImages = true },
    ])
    {
        WantsKey = false,
        Limits = [ProfileLimit.Requests(2, ProfileWindow.Minute).Each()],
        MostBytes = 2_000_000,
        Parameters = new ParameterRules { CountsCapInContext = true },
        Shape = new AnswerShape { ThoughtsIn = "reasoning_content" },
    };

    public override IEnumerable<KeyValuePair<string, string>> Headers(
        IReadOnlyList<LimitReading> readings, double scale)
    {
        foreach (var reading in readings)
        {
            yield return new("ratelimit-limit", $"{reading.Limit.Amount}");
            yield return new("ratelimit-remaining", $"{reading.Left}");
            yield return new("ratelimit-reset", $"{Math.Ceiling(reading.EmptyIn.TotalSeconds / scale)}");
        }
    }

    protected override IEnumerable<KeyValuePair<string, string>> HeadersOf(ProfileRefusal refusal) =>
        refusal.Reached.Count > 0 ? [RetryAfter(refusal)] : [];

    protected override (int Status, object Body) Say(ProfileRefusal refusal) => refusal.Kind switch
    {
        RefusalKind.LimitReached => (429, new { message = "API rate limit exceeded" }),
        RefusalKind.TooLarge => (413, new { message = "Request size limit exceeded" }),
        RefusalKind.WrongKey or RefusalKind.Forbidden => (401, new { message = "Unauthorized" }),
        _ => OpenAiWords.Say(refusal),
    };

    protected override object Entry(ProfileModel model) =>
        new { id = model.Id, @object = "model", owned_by = "ovhcloud", max_model_len = model.Context };
}
