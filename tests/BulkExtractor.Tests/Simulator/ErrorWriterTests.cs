using System.Text.Json.Nodes;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Tests.Simulator;

public sealed class ErrorWriterTests
{
    private static readonly SimulatedModel Model = new("google/gemma:free", new SimulatedAccount("simulated"));
    private static readonly RateLimitHeaders Limit =
        new(1_000, DateTimeOffset.FromUnixTimeMilliseconds(1_790_985_600_000));

    [Fact]
    public void The_daily_refusal_is_the_one_that_was_captured()
    {
        var reply = ErrorWriter.Write(ErrorReplies.Day(Limit));

        AssertJson("""
            {"error":{"message":"Rate limit exceeded: free-models-per-day-high-balance. ","code":429,"metadata":{
              "headers":{"X-RateLimit-Limit":"1000","X-RateLimit-Remaining":"0","X-RateLimit-Reset":"1790985600000"},
              "provider_name":null,"limit_source":"openrouter_free_tier_daily",
              "remedy_hint":"Wait for the daily reset (see X-RateLimit-Reset)"}},"user_id":"user_simulated"}
            """, reply);
        Assert.Contains(new KeyValuePair<string, string>("X-RateLimit-Reset", "1790985600000"), reply.Headers);
    }

    [Fact]
    public void The_upstream_refusal_names_the_provider_and_may_say_when_to_come_again()
    {
        var reply = ErrorWriter.Write(ErrorReplies.Upstream(Model, retryAfter: 3));

        var metadata = JsonNode.Parse(reply.Body.Span)!["error"]!["metadata"]!;
        Assert.StartsWith("google/gemma:free is temporarily rate-limited upstream.", (string?)metadata["raw"]);
        Assert.Equal("upstream_provider_shared_pool", (string?)metadata["limit_source"]);
        Assert.Equal([new KeyValuePair<string, string>("Retry-After", "3")], reply.Headers);
    }

    [Theory]
    [InlineData(HeaderPlacement.Both, true, true)]
    [InlineData(HeaderPlacement.Body, false, true)]
    [InlineData(HeaderPlacement.None, false, false)]
    public void Rate_limit_headers_stand_where_they_are_placed(HeaderPlacement placement, bool outside, bool inside)
    {
        var reply = ErrorWriter.Write(ErrorReplies.Minute(Limit) with { Placement = placement });

        Assert.Equal(outside, reply.Headers.Count > 0);
        Assert.Equal(inside, JsonNode.Parse(reply.Body.Span)!["error"]!["metadata"]!["headers"] is not null);
    }

    [Fact]
    public void A_reset_is_rounded_up_to_the_millisecond()
    {
        var limit = new RateLimitHeaders(1, DateTimeOffset.UnixEpoch + TimeSpan.FromTicks(10_001));

        Assert.Contains(new KeyValuePair<string, string>("X-RateLimit-Reset", "2"), limit.Named);
    }

    [Fact]
    public void A_code_can_be_a_string()
    {
        var reply = ErrorWriter.Write(ErrorReplies.Upstream(Model, retryAfter: null) with { CodeAsString = true });

        Assert.Equal("429", (string?)JsonNode.Parse(reply.Body.Span)!["error"]!["code"]);
    }

    private static void AssertJson(string expected, Reply reply) =>
        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(expected), JsonNode.Parse(reply.Body.Span)),
            JsonNode.Parse(reply.Body.Span)!.ToJsonString());
}
