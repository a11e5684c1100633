using BulkExtractor.Calls;
using static BulkExtractor.Calls.FailureClass;

namespace BulkExtractor.Tests.Calls;

public sealed class FailureClassifierTests
{
    private static readonly DateTimeOffset Now = new(2026, 10, 2, 14, 8, 14, TimeSpan.Zero);

    [Theory]
    // 429, in the order in which they are told apart
    [InlineData(429, """{"message":"odd","metadata":{"limit_source":"openrouter_free_tier_daily"}}""", AccountPaused)]
    [InlineData(429, """{"message":"Rate limit exceeded: free-models-per-day-high-balance. "}""", AccountPaused)]
    [InlineData(429, """{"metadata":{"limit_source":"openrouter_free_tier_per_minute"}}""", AccountPaused)]
    [InlineData(429, """{"message":"Rate limit exceeded: free-models-per-min. "}""", AccountPaused)]
    [InlineData(429, """{"message":"Rate limit exceeded: limit_rpm/qwen/1. High demand"}""", ModelPaused)]
    [InlineData(429, """{"message":"limit_rpd/m3 Daily limit reached for m3 via GMICloud."}""", ModelPaused)]
    [InlineData(429, """{"message":"Provider returned error","metadata":{"raw":"free-models-per-day"}}""", ModelPaused)]
    [InlineData(429, """{"message":"slow down"}""", ModelPaused)]
    // 400
    [InlineData(400, """{"message":"acme/fake-1.0 is not a valid model ID"}""", ModelGone)]
    [InlineData(400, """{"message":"Invalid request parameters"}""", ChunkAtFault)]
    [InlineData(400, """{"message":"x","metadata":{"provider_name":"D","raw":"invalid API key"}}""", ModelPaused)]
    [InlineData(400, """{"message":"Developer instruction is not enabled for models/gemma-3"}""", TryElsewhere)]
    // 401 and 402: our own key, or the provider's
    [InlineData(401, """{"message":"User not found."}""", AccountStopped)]
    [InlineData(401, """{"message":"bad key","metadata":{"provider_name":"Darkbloom"}}""", ModelPaused)]
    [InlineData(401, """{"message":"An authentication key is required","code":401}""", AccountStopped)]
    [InlineData(402, """{"message":"Insufficient credits."}""", AccountStopped)]
    [InlineData(402, """{"message":"x","metadata":{"reason":"in_flight_budget_exhausted"}}""", AccountPaused)]
    // 403
    [InlineData(403, """{"message":"flagged","metadata":{"reasons":["violence"],"flagged_input":"x"}}""", ChunkAtFault)]
    [InlineData(403, """{"message":"m requires moderation on Azure."}""", ChunkAtFault)]
    [InlineData(403, """{"message":"Key limit exceeded (total limit)."}""", AccountStopped)]
    [InlineData(403, """{"message":"m is only available on agentic harnesses"}""", ModelGone)]
    // 404
    [InlineData(404, """{"message":"No endpoints found for a/b:free."}""", ModelGone)]
    [InlineData(404, """{"message":"This model is unavailable for free. Use: a/b"}""", ModelGone)]
    [InlineData(404, """{"message":"No endpoints found matching your data policy (x)."}""", ModelPaused)]
    [InlineData(404, """{"message":"No endpoints available matching your guardrail restrictions"}""", ModelPaused)]
    [InlineData(404, """{"message":"gone?","availability":{"code":"privacy_restricted"}}""", ModelPaused)]
    [InlineData(404, """{"message":"No endpoints found that can handle the requested parameters."}""", TryElsewhere)]
    [InlineData(404, """{"message":"model \"x\" not found. To see available models, call GET /v1/models"}""",
        ModelGone)]
    // the rest
    [InlineData(413, """{"message":"Request payload too large"}""", ChunkAtFault)]
    [InlineData(422, """{"message":"Invalid argument"}""", ChunkAtFault)]
    [InlineData(408, """{"message":"Operation timed out."}""", TryElsewhere)]
    [InlineData(500, """{"message":"rpc error: the request exceeds the available context size"}""", ChunkAtFault)]
    [InlineData(503, """{"message":"startup","code":"model_loading","type":"model_loading"}""", ModelPaused)]
    [InlineData(524, """{"message":"Request timed out."}""", TryElsewhere)]
    [InlineData(529, """{"message":"Provider returned error","code":"529"}""", TryElsewhere)]
    public void An_error_in_json_belongs_to_its_family(int status, string error, FailureClass family) =>
        Assert.Equal(family, Classify(status, $$"""{"error":{{error}}}""").Class);

    [Theory]
    [InlineData("Rate limit exceeded: free-models-per-day. Add 10 credits", false, true)]
    [InlineData("Rate limit exceeded: free-models-per-min. ", false, false)]
    [InlineData("Rate limit exceeded: limit_rpm/qwen/1. High demand", true, false)]
    [InlineData("limit_rpd/m3 Daily limit reached for m3 via GMICloud.", true, true)]
    public void A_refusal_names_the_limit_that_was_hit(string message, bool ofModel, bool perDay)
    {
        var headers = """{"X-RateLimit-Limit":"15"}""";

        var failure = Classify(429, $$"""{"error":{"message":"{{message}}","metadata":{"headers":{{headers}} } } }""");

        Assert.Equal(new LimitHit(ofModel, perDay, 15), failure.Hit);
    }

    [Theory]
    [InlineData(429, "Provider returned error")]
    [InlineData(402, "Insufficient credits.")]
    public void Other_refusals_name_no_limit(int status, string message) =>
        Assert.Null(Classify(status, $$"""{"error":{"message":"{{message}}"} }""").Hit);

    [Theory]
    [InlineData(404, "", AccountStopped)]
    [InlineData(404, "<html>not here</html>", AccountStopped)]
    [InlineData(404, """{"detail":"Not Found"}""", AccountStopped)]
    [InlineData(404, """[{"error":{"message":"data policy"}}]""", ModelPaused)]
    [InlineData(429, "error code: 1015", AccountPaused)]
    [InlineData(429, "<html>busy</html>", ModelPaused)]
    [InlineData(502, "<html>Bad gateway</html>", TryElsewhere)]
    [InlineData(500, """{"error":"plain words"}""", TryElsewhere)]
    [InlineData(308, "", AccountStopped)]
    [InlineData(302, "", TryElsewhere)]
    public void A_body_of_another_shape_is_read_as_far_as_it_goes(int status, string body, FailureClass family) =>
        Assert.Equal(family, Classify(status, body).Class);

    [Fact]
    public void The_day_ends_when_the_provider_says_so()
    {
        var failure = Classify(429, """
            {"error":{"message":"Rate limit exceeded: free-models-per-day. ","code":429,"metadata":{"headers":
            {"X-RateLimit-Limit":"1000","X-RateLimit-Remaining":"0","X-RateLimit-Reset":"1790985600000"}}}}
            """);

        Assert.Equal(new DateTimeOffset(2026, 10, 3, 0, 0, 0, TimeSpan.Zero), failure.Until);
    }

    [Fact]
    public void The_day_ends_at_midnight_in_utc_if_nobody_says_otherwise()
    {
        var failure = Classify(429, """{"error":{"message":"free-models-per-day"}}""");

        Assert.Equal(new DateTimeOffset(2026, 10, 3, 0, 0, 2, TimeSpan.Zero), failure.Until);
    }

    [Theory]
    [InlineData("1790950140000", 46)]
    [InlineData("1790950140", 46)]
    [InlineData("20", 20)]
    public void A_reset_is_understood_by_its_size(string reset, int seconds)
    {
        var failure = Classify(
            429, """{"error":{"message":"free-models-per-min"}}""", new ReplyHeaders(Reset: reset));

        Assert.Equal(Now.AddSeconds(seconds), failure.Until);
    }

    [Theory]
    [InlineData("1790950000000")]
    [InlineData("-5")]
    [InlineData("99999999999999999999")]
    [InlineData("soon")]
    [InlineData("NaN")]
    public void A_reset_that_makes_no_sense_counts_as_none(string reset)
    {
        var failure = Classify(
            429, """{"error":{"message":"free-models-per-min"}}""", new ReplyHeaders(Reset: reset));

        Assert.Null(failure.Until);
        Assert.Equal(TimeSpan.FromSeconds(60), failure.Delay);
    }

    [Fact]
    public void A_retry_after_in_seconds_is_a_delay()
    {
        var failure = Classify(503, "", new ReplyHeaders("7"));

        Assert.Equal((ModelPaused, TimeSpan.FromSeconds(7)), (failure.Class, failure.Delay));
    }

    [Fact]
    public void A_retry_after_as_a_date_is_the_wait_until_then()
    {
        var failure = Classify(429, "", new ReplyHeaders("Fri, 02 Oct 2026 14:09:00 GMT"));

        Assert.Equal(TimeSpan.FromSeconds(46), failure.Delay);
    }

    [Fact]
    public void Availability_may_name_the_delay()
    {
        var failure = Classify(429, """{"error":{"message":"capacity","availability":{"retry_after":40}}}""");

        Assert.Equal((ModelPaused, TimeSpan.FromSeconds(40)), (failure.Class, failure.Delay));
    }

    [Fact]
    public void An_upstream_refusal_that_names_no_time_leaves_it_to_the_cooldown()
    {
        var failure = Classify(429, """{"error":{"message":"Provider returned error"}}""");

        Assert.Equal((null, null), (failure.Delay, failure.Until));
    }

    [Fact]
    public void An_overflow_tells_the_figures()
    {
        var failure = Classify(400, """
            {"error":{"message":"This endpoint's maximum context length is 16384 tokens. However, you requested about
             26265 tokens (26255 of text input, 10 in the output)."}}
            """.ReplaceLineEndings(""));

        Assert.Equal(ChunkAtFault, failure.Class);
        Assert.Contains("26265 tokens, 16384 fit", failure.Reason);
    }

    [Fact]
    public void A_policy_404_names_the_setting_to_mend()
    {
        var failure = Classify(404, """{"error":{"message":"No endpoints found matching your data policy"}}""");

        Assert.Contains("openrouter.ai/settings/privacy", failure.Reason);
        Assert.True(failure.Delay > TimeSpan.FromHours(1));
    }

    private static CallFailure Classify(int status, string body, ReplyHeaders? headers = null) =>
        FailureClassifier.Classify(Refusal.Read(status, headers ?? new ReplyHeaders(), body, Now), Now);
}
