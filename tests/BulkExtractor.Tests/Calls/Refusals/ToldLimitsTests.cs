using System.Text.Json;
using BulkExtractor.Calls;
using BulkExtractor.Calls.Refusals;

namespace BulkExtractor.Tests.Calls.Refusals;

public sealed class ToldLimitsTests
{
    [Theory]
    [InlineData("x-ratelimit-limit-requests", "1000", ToldUnit.Requests, null, 1_000)]
    [InlineData("x-ratelimit-limit-tokens", "8000", ToldUnit.Tokens, null, 8_000)]
    [InlineData("X-RateLimit-Limit-Req-Minute", "23", ToldUnit.Requests, ToldWindow.Minute, 23)]
    [InlineData("x-ratelimit-limit-tokens-minute", "356250", ToldUnit.Tokens, ToldWindow.Minute, 356_250)]
    [InlineData("x-ratelimit-limit-requests-day", "14400", ToldUnit.Requests, ToldWindow.Day, 14_400)]
    public void Headers_name_limits(string name, string value, ToldUnit unit, ToldWindow? window, int limit) =>
        Assert.Equal([new ToldLimit(unit, window, limit)], ToldLimits.In(HeadersOf((name, value))));

    [Theory]
    [InlineData("x-ratelimit-limit", "20")] // nobody knows of what
    [InlineData("x-ratelimit-remaining-tokens", "5997")]
    [InlineData("x-ratelimit-limit-requests", "0")]
    [InlineData("x-ratelimit-limit-requests", "many")]
    public void What_names_no_limit_that_can_be_counted_is_left(string name, string value) =>
        Assert.Empty(ToldLimits.In(HeadersOf((name, value))));

    [Theory]
    [InlineData(
        """
        {"message":"Quota exceeded","details":[{"violations":[
        {"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier","quotaValue":"20"}]},{"retryDelay":"36s"}]}
        """,
        ToldUnit.Requests, ToldWindow.Day, 20)]
    [InlineData(
        """
        {"details":[{"violations":[
        {"quotaId":"GenerateContentInputTokensPerModelPerMinute-FreeTier","quotaValue":"250000"}]}]}
        """,
        ToldUnit.InputTokens, ToldWindow.Minute, 250_000)]
    [InlineData(
        """{"message":"Rate limit reached for m on tokens per day (TPD): Limit 200000, Used 199000, Requested 4"}""",
        ToldUnit.Tokens, ToldWindow.Day, 200_000)]
    [InlineData(
        """{"message":"You are using a Trial key, which is limited to 20 API calls / minute."}""",
        ToldUnit.Requests, ToldWindow.Minute, 20)]
    [InlineData(
        """{"message":"you have used up your daily free allocation of 10,000 neurons"}""",
        ToldUnit.Units, ToldWindow.Day, 10_000)]
    public void Refusals_name_limits(string error, ToldUnit unit, ToldWindow window, int limit)
    {
        using var json = JsonDocument.Parse(error);
        var message = json.RootElement.TryGetProperty("message", out var said) ? said.GetString()! : "";

        Assert.Equal([new ToldLimit(unit, window, limit)], ToldLimits.In(HeadersOf(), json.RootElement, message));
    }

    private static ReplyHeaders HeadersOf(params (string, string)[] headers) => new() { Others = headers };
}
