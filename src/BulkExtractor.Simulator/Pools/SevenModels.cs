namespace BulkExtractor.Simulator.Pools;

/// <summary>The pool when none is given: seven free models as they were listed in January 2026.</summary>
internal static class SevenModels
{
    private static readonly string[] Plain =
        ["frequency_penalty", "max_tokens", "presence_penalty", "stop", "temperature", "top_k", "top_p"];

    public static SimulatedPool Pool(LimitOptions limits)
    {
        var account = new SimulatedAccount("simulated") { Limits = LimitsOf(limits) };
        return new SimulatedPool([account], [.. Models(account)]);
    }

    private static IEnumerable<SimulatedModel> Models(SimulatedAccount account) =>
    [
        new("google/gemini-2.0-flash-exp:free", account)
        {
            Context = 1_048_576,
            ReadsImages = true,
            Parameters =
                ["max_tokens", "response_format", "seed", "stop", "temperature", "tool_choice", "tools", "top_p"],
        },
        new("meta-llama/llama-3.3-70b-instruct:free", account)
        {
            Parameters = [.. Plain, "repetition_penalty", "tool_choice", "tools"],
        },
        new("meta-llama/llama-3.2-3b-instruct:free", account) { Parameters = Plain },
        new("qwen/qwen-2.5-vl-7b-instruct:free", account)
        {
            Context = 32_768,
            ReadsImages = true,
            Parameters = Plain,
        },
        new("nousresearch/hermes-3-llama-3.1-405b:free", account) { Parameters = Plain },
        new("meta-llama/llama-3.1-405b-instruct:free", account) { Parameters = Plain },
        new("upstage/solar-pro-3:free", account)
        {
            Context = 128_000,
            Parameters = [.. Plain, "response_format", "structured_outputs", "tool_choice", "tools"],
        },
    ];

    private static Dictionary<string, IReadOnlyList<RequestLimit>> LimitsOf(LimitOptions options)
    {
        var limits = new List<RequestLimit>();
        if (options.Requests is { } requests)
            limits.Add(new RequestLimit(requests, options.Window / options.Scale));
        if (options.RequestsPerDay is { } daily) limits.Add(new RequestLimit(daily, null));
        return new Dictionary<string, IReadOnlyList<RequestLimit>> { [SimulatedModel.FreeTier] = limits };
    }
}
