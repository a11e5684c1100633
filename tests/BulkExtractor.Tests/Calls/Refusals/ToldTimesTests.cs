using BulkExtractor.Calls;

namespace BulkExtractor.Tests.Calls.Refusals;

/// <summary>A wait of 45 seconds, in the forms in which it is told.</summary>
public sealed class ToldTimesTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Retry-After", "45")]
    [InlineData("Retry-After", "45s")]
    [InlineData("Retry-After", "45.0")]
    [InlineData("Retry-After", "45000ms")]
    [InlineData("Retry-After", "PT45S")]
    [InlineData("Retry-After", "0m45s")]
    [InlineData("Retry-After", "45 seconds")]
    [InlineData("Retry-After", "Fri, 20 Nov 2026 09:30:45 GMT")]
    [InlineData("retry-after-ms", "45000")]
    [InlineData("x-ratelimit-reset", "2026-11-20T09:30:45Z")]
    [InlineData("x-ratelimit-reset", "1795167045")]
    [InlineData("X-RateLimit-Reset", "1795167045000")]
    [InlineData("x-ratelimit-reset-requests", "45s")]
    [InlineData("x-ratelimit-reset-tokens", "45.0s")]
    [InlineData("x-ratelimit-reset-tokens-minute", "45.00")]
    [InlineData("ratelimit-reset", "45")]
    [InlineData("ratelimit", "limit=20, remaining=0, reset=45")]
    [InlineData("RateLimit", "\"default\";r=0;t=45")]
    [InlineData("anthropic-ratelimit-requests-reset", "2026-11-20T09:30:45Z")]
    [InlineData("x-ratelimit-timeremaining", "45")]
    public void A_header_tells_the_wait(string name, string value) =>
        Assert.Equal(Now.AddSeconds(45), Told([(name, value)], ""));

    [Theory]
    [InlineData("""[{"error":{"details":[{"retryDelay":"45s"}]}}]""")]
    [InlineData("""{"error":{"message":"slow down","retry_after":45}}""")]
    [InlineData("""{"retry_after_ms":45000,"message":"slow down"}""")]
    [InlineData("""{"error":{"metadata":{"raw":"{\"error\":{\"details\":[{\"retryDelay\":\"45s\"}]}}"}}}""")]
    [InlineData("""{"error":{"metadata":{"headers":{"Retry-After":"45"}}}}""")]
    [InlineData("""{"detail":"Rate limit exceeded. Try again in 45 seconds."}""")]
    [InlineData("""{"error":{"message":"Please try again in 45s. Need more tokens? Upgrade"}}""")]
    [InlineData("""{"error":{"message":"Please try again in 0m45.0s."}}""")]
    [InlineData("""{"error":{"message":"Please wait 45 seconds before retrying."}}""")]
    [InlineData("""{"error":{"message":"Your limit will reset at 2026-11-20 09:30:45"}}""")]
    [InlineData("""{"error":{"message":"Please retry in 45000ms"}}""")]
    [InlineData("Too many requests, retry after 45 seconds")]
    public void A_body_tells_the_wait(string body) => Assert.Equal(Now.AddSeconds(45), Told([], body));

    [Fact]
    public void The_longest_of_several_windows_counts() =>
        Assert.Equal(
            Now.AddSeconds(33_011),
            Told([("retry-after", "45"), ("x-ratelimit-reset-day", "33011"), ("x-ratelimit-remaining-day", "0")], ""));

    [Fact]
    public void A_window_of_which_something_is_left_does_not_count() =>
        Assert.Equal(
            Now.AddSeconds(45),
            Told(
                [
                    ("x-ratelimit-reset-requests", "33011"), ("x-ratelimit-remaining-requests", "7"),
                    ("x-ratelimit-reset-tokens", "45s"), ("x-ratelimit-remaining-tokens", "0"),
                ],
                ""));

    [Theory]
    [InlineData("1 hour 20 minutes", 4_800)]
    [InlineData("2m59.56s", 179.56)]
    [InlineData("1m45.2s", 105.2)]
    [InlineData("9m38.5s", 578.5)]
    [InlineData("370ms", 0.37)]
    [InlineData("1d2h", 93_600)]
    public void A_span_may_have_several_parts(string span, double seconds) =>
        Assert.Equal(Now.AddSeconds(seconds), Told([("Retry-After", span)], ""));

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("NaN")]
    [InlineData("99999999999999999999")]
    [InlineData("Fri, 20 Nov 2020 09:30:45 GMT")]
    public void What_is_no_time_to_come_counts_as_none(string value) =>
        Assert.Null(Told([("Retry-After", value)], ""));

    private static DateTimeOffset? Told(IReadOnlyList<(string, string)> headers, string body) =>
        Refusal.Read(429, new ReplyHeaders { Others = headers }, body, Now).ComeBack.Latest(Now);
}
