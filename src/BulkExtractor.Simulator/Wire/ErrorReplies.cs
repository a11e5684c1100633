using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Wire;

/// <summary>The errors of the provider, text for text.</summary>
internal static class ErrorReplies
{
    public const string Provider = "Simulated";
    private const string ByProvider = "Provider returned error";

    public static ErrorReply NoKey => new(401, "No auth credentials found");

    public static ErrorReply WrongKey => new(401, "User not found.");

    public static ErrorReply NoCredit => new(
        402, "Insufficient credits. Add more using https://openrouter.ai/credits")
    {
        LimitSource = "openrouter_credits",
    };

    public static ErrorReply ManagementKeyOnly =>
        new(403, "Only management keys can fetch credits for an account");

    public static ErrorReply UnknownModel(string id) => new(400, $"{id} is not a valid model ID");

    public static ErrorReply GoneModel(SimulatedModel model) => new(404, GoneText(model)) { Gone = true };

    public static ErrorReply Policy => new(404,
        "No endpoints found matching your data policy (Free model training). "
        + "Configure: https://openrouter.ai/settings/privacy");

    public static ErrorReply Parameters => new(404,
        "No endpoints found that can handle the requested parameters. To learn more about provider routing, "
        + "visit: https://openrouter.ai/docs/guides/routing/provider-selection")
    {
        FailedRoutingStep = "Filter by Parameters",
    };

    public static ErrorReply NoImages => new(404, "No endpoints found that support image input");

    public static ErrorReply Context(int context, int input, int output) => new(400,
        $"This endpoint's maximum context length is {context} tokens. However, you requested about "
        + $"{input + output} tokens ({input} of text input, {output} in the output). "
        + "Please reduce the length of either one, "
        + "or use the context-compression plugin to compress your prompt automatically.");

    public static ErrorReply Moderation(SimulatedModel model) => new(403, ModerationText(model))
    {
        ProviderName = Provider,
    };

    public static ErrorReply RelayedKey => new(401, ByProvider)
    {
        Raw = """{"error":"invalid API key"}""",
        ProviderName = Provider,
    };

    public static ErrorReply Internal => new(500, "Internal Server Error");

    public static ErrorReply Overloaded(int? retryAfter) =>
        new(503, "Service temporarily unavailable") { RetryAfterSeconds = retryAfter };

    public static ErrorReply Minute(RateLimitHeaders limit) => new(429, "Rate limit exceeded: free-models-per-min. ")
    {
        LimitSource = "openrouter_free_tier_per_minute",
        RemedyHint = "Slow down requests to free models, or retry after the per-minute window resets.",
        RateLimit = limit,
    };

    public static ErrorReply Day(RateLimitHeaders limit) => new(429, limit.Limit < 1_000
        ? "Rate limit exceeded: free-models-per-day. "
            + "Add 10 credits to unlock 1000 free model requests per day"
        : "Rate limit exceeded: free-models-per-day-high-balance. ")
    {
        LimitSource = "openrouter_free_tier_daily",
        RemedyHint = "Wait for the daily reset (see X-RateLimit-Reset)",
        RateLimit = limit,
    };

    public static ErrorReply ModelMinute(SimulatedModel model, RateLimitHeaders limit) => Shared(limit,
        $"Rate limit exceeded: limit_rpm/{model.DatedId}/{IdOf(model)}. "
        + $"High demand for {model.Id} on OpenRouter - limited to {limit.Limit} requests per minute. "
        + "Please retry shortly.");

    public static ErrorReply ModelDay(SimulatedModel model, RateLimitHeaders limit) => Shared(limit,
        $"Rate limit exceeded: limit_rpd/{model.DatedId}/{IdOf(model)}. Daily limit reached for {model.Id} "
        + $"via {Provider}. Credits don't affect this cap.");

    public static ErrorReply Upstream(SimulatedModel model, int? retryAfter) => new(429, ByProvider)
    {
        Raw = $"{model.Id} is temporarily rate-limited upstream. Please retry shortly, or add your own key to "
            + "accumulate your rate limits: https://openrouter.ai/settings/integrations",
        ProviderName = Provider,
        LimitSource = "upstream_provider_shared_pool",
        RemedyHint = "Retry shortly, add your own provider key (https://openrouter.ai/settings/integrations), "
            + "or route to another provider with provider routing: "
            + "https://openrouter.ai/docs/features/provider-routing",
        RetryAfterSeconds = retryAfter,
    };

    private static string GoneText(SimulatedModel model) => model.IsFreeVariant
        ? "This model is unavailable for free. The paid version is available now - use this slug instead: "
            + model.PaidId
        : $"No endpoints found for {model.Id}.";

    private static string ModerationText(SimulatedModel model) =>
        $"{model.DatedId} requires moderation on {Provider}. "
        + "Your input was flagged for \"violence/graphic\". No credits were charged.";

    private static ErrorReply Shared(RateLimitHeaders limit, string message) =>
        new(429, message) { LimitSource = "openrouter_shared_capacity", RateLimit = limit };

    private static Guid IdOf(SimulatedModel model) =>
        new(SHA256.HashData(Encoding.UTF8.GetBytes(model.Id)).AsSpan(0, 16));
}
