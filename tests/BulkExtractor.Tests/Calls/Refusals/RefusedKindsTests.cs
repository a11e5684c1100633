using BulkExtractor.Calls;
using BulkExtractor.Models;
using static BulkExtractor.Calls.FailureClass;

namespace BulkExtractor.Tests.Calls.Refusals;

/// <summary>The kinds of refusals as providers word and wrap them; their fixed words and codes are facts.</summary>
public sealed partial class RefusedKindsTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 20, 9, 30, 0, TimeSpan.Zero);
    private static readonly Account Account = new("acme", new Uri("https://api.acme.test/v1"));
    private static readonly Model Model = new("acme/reader", Account, Tier.Free, 32_768);

    [Theory]
    [InlineData(410, """{"type":"about:blank","title":"Gone","status":410,"detail":"End of life since May."}""")]
    [InlineData(410, """{"errors":[{"message":"AiError: it was deprecated","code":5028}],"success":false}""")]
    [InlineData(410, "")]
    [InlineData(400, """{"error":{"message":"The model `acme/reader` has been decommissioned","code":"x"}}""")]
    [InlineData(400, """{"error":{"message":"It is off","code":"model_decommissioned"}}""")]
    [InlineData(400, """{"error":{"message":"Model Not Exist","type":"invalid_request_error"}}""")]
    [InlineData(400, """{"object":"error","message":"Invalid model: acme/reader","type":"invalid_model"}""")]
    [InlineData(400, """{"error":{"code":"unknown_model","message":"Unknown model: acme/reader"}}""")]
    [InlineData(400, """{"code":20012,"message":"Model does not exist. Please check it carefully.","data":null}""")]
    [InlineData(400, """{"message":{"detail":[{"loc":["body","model"],"msg":"no such model: acme/reader"}]}}""")]
    [InlineData(400, """{"error":{"message":"Unable to access model acme/reader.","code":"model_not_available"}}""")]
    [InlineData(404, """{"detail":"Function 'a1': Not found for account"}""")]
    [InlineData(404, """{"error":{"message":"acme/reader: no such thing"}}""")]
    [InlineData(403, """{"error":{"message":"The project does not have access: model_not_found"}}""")]
    public void A_model_that_is_no_more_is_gone(int status, string body) =>
        Assert.Equal(ModelGone, Classify(status, body).Class);

    [Theory]
    [InlineData(400, """[{"error":{"code":400,"message":"API key not valid. Please pass a valid API key."}}]""", "key")]
    [InlineData(400, """{"error":{"details":[{"reason":"API_KEY_INVALID"}],"message":"Bad argument"}}""", "key")]
    [InlineData(400, """{"message":"invalid api token"}""", "key")]
    [InlineData(400, """[{"error":{"message":"API key expired. Please renew the API key."}}]""", "key")]
    [InlineData(403, """{"status":403,"title":"Forbidden","detail":"Authorization failed"}""", "key")]
    [InlineData(401, "\"Invalid token\"", "key")]
    [InlineData(401, """{"errors":[{"code":10000,"message":"Authentication error"}]}""", "key")]
    [InlineData(400, """{"type":"error","error":{"message":"Your credit balance is too low."}}""", "credit")]
    [InlineData(402, """{"error":{"message":"Payment required"}}""", "credit")]
    [InlineData(400, """{"code":"Arrearage","message":"Make sure your account is in good standing."}""", "credit")]
    [InlineData(429, """{"error":{"message":"Your account org-1 is suspended, see billing details"}}""", "closed")]
    [InlineData(403, """{"code":"AllocationQuota.FreeTierOnly","message":"The free tier is used up"}""", "credit")]
    [InlineData(429, """{"error":{"code":"1113","message":"Insufficient balance"}}""", "credit")]
    [InlineData(400, """[{"error":{"message":"User location is not supported for the API use."}}]""", "where")]
    [InlineData(403, """{"error":{"code":"unsupported_country_region_territory","message":"no"}}""", "where")]
    [InlineData(400, """{"error":{"message":"Organization has been restricted. Contact us."}}""", "closed")]
    [InlineData(405, """{"detail":"Method Not Allowed"}""", "address")]
    [InlineData(404, "404 page not found", "address")]
    [InlineData(404, """{"detail":"Not Found"}""", "address")]
    [InlineData(404, "<html><title>404 Not Found</title></html>", "address")]
    public void What_only_the_user_can_mend_stops_the_account_and_says_what_to_mend(
        int status, string body, string told)
    {
        var failure = Classify(status, body);

        Assert.Equal(AccountStopped, failure.Class);
        Assert.Contains(told, failure.Reason);
    }

    [Fact]
    public void A_day_that_is_named_counts_beside_words_of_the_plan() => Assert.Contains(
        "day is spent",
        Classify(429, """
            [{"error":{"message":"You exceeded your current quota, please check your plan and billing details.",
            "details":[{"violations":[{"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]}]}}]
            """).Reason);

    [Theory]
    [InlineData(403, """{"error":{"message":"Too many concurrent requests. Please slow down."}}""")]
    [InlineData(400, """{"code":"Throttling.RateQuota","message":"Requests rate limit exceeded"}""")]
    public void A_limit_is_one_whatever_its_status(int status, string body)
    {
        var failure = Classify(status, body);

        Assert.Equal(ModelPaused, failure.Class);
        Assert.Contains("rate-limited", failure.Reason);
        Assert.Null(failure.Delay);
    }

    [Theory]
    [InlineData(400, """{"error":{"message":"Not this one","param":"model"}}""")]
    [InlineData(422, """{"detail":[{"loc":["body","model"],"msg":"unexpected value; permitted: 'a', 'b'"}]}""")]
    public void A_refusal_of_the_models_name_is_no_documents_fault(int status, string body) =>
        Assert.Equal(ModelPaused, Classify(status, body).Class);

    [Theory]
    [InlineData(409, """{"error":{"message":"The model is being updated"}}""")]
    [InlineData(423, "")]
    [InlineData(424, """{"error":"Request failed during generation","error_type":"generation"}""")]
    [InlineData(425, "")]
    [InlineData(498, """{"error":{"message":"Capacity exceeded"}}""")]
    [InlineData(499, "")]
    [InlineData(420, """{"error":{"message":"enhance your calm"}}""")]
    [InlineData(400, """
        {"error":{"message":"Provider returned error","metadata":{"provider_name":"X",
        "raw":"{\"error\":{\"message\":\"Internal server error\",\"code\":500}}"}}}
        """)]
    [InlineData(400, """
        {"error":{"message":"Provider returned error","metadata":{
        "raw":"{\"error\":{\"message\":\"slow\",\"code\":429}}"}}}
        """)]
    [InlineData(400, """{"error":{"message":"DEGRADED function cannot be invoked"}}""")]
    [InlineData(400, """{"error":{"message":"Please try again later"}}""")]
    [InlineData(400, """{"error":{"code":"1305","message":"API 访问量过大，请稍后再试"}}""")]
    [InlineData(500, """{"error":{"message":"unexpected EOF"}}""")]
    public void What_passes_by_itself_blames_nobody(int status, string body) =>
        Assert.Equal(TryElsewhere, Classify(status, body).Class);

    [Theory]
    [InlineData(400, """{"error":{"message":"Invalid request parameters"}}""")]
    [InlineData(422, """{"foo":"bar"}""")]
    [InlineData(415, "")]
    public void What_says_nothing_is_unexplained(int status, string body) =>
        Assert.True(Classify(status, body) is { Class: ChunkAtFault, Unexplained: true });

    [Theory]
    [InlineData(400, """{"error":{"message":"The prompt was blocked by our content filter"}}""")]
    [InlineData(400, """{"error":{"code":"data_inspection_failed","message":"Input text data may be bad"}}""")]
    [InlineData(403, """{"error":{"message":"flagged","metadata":{"flagged_input":"x"}}}""")]
    [InlineData(400, """{"error":{"message":"The input token count (9000) exceeds the maximum number of tokens"}}""")]
    public void What_names_the_content_is_the_contents(int status, string body) =>
        Assert.True(Classify(status, body) is { Class: ChunkAtFault, Unexplained: false });

    [Theory]
    [InlineData("""{"error":"Rate limit exceeded: free-models-per-min. "}""", AccountPaused)]
    [InlineData("""{"error":{"message":"Rate limit exceeded","code":"rate_limit_exceeded"}}""", ModelPaused)]
    [InlineData("""{"error":{"message":"no","type":"authentication_error"}}""", AccountStopped)]
    [InlineData("""{"object":"error","message":"The model `x` does not exist.","code":404}""", ModelGone)]
    [InlineData("""{"error":{"message":"Overloaded","type":"overloaded_error"}}""", TryElsewhere)]
    [InlineData("""{"error":"something broke"}""", TryElsewhere)]
    public void An_error_in_a_success_stands_for_a_status(string body, FailureClass family) =>
        Assert.Equal(family, Classify(200, body).Class);

    [Fact]
    public void Advice_names_the_provider_it_is_about()
    {
        const string Body = """{"error":{"message":"No endpoints found matching your data policy"}}""";

        Assert.Contains("api.acme.test", Classify(404, Body).Reason);
        Assert.DoesNotContain("openrouter", Classify(404, Body).Reason);
    }

    [Theory]
    [InlineData("""{"error":{"message":"limit reached: requests per day","code":"x"}}""", ModelPaused)]
    [InlineData("""{"message":"You are limited to 1000 API calls / month with a trial key"}""", AccountPaused)]
    [InlineData("""{"errors":[{"message":"daily free allocation is used up","code":4006}]}""", AccountPaused)]
    [InlineData("""{"error":{"code":"insufficient_quota","message":"You exceeded your quota"}}""", AccountPaused)]
    [InlineData("""
        [{"error":{"message":"Quota exceeded","details":[{"violations":[
        {"quotaId":"GenerateRequestsPerMinutePerProjectPerModel-FreeTier"},
        {"quotaId":"GenerateRequestsPerDayPerProjectPerModel-FreeTier"}]},{"retryDelay":"36s"}]}}]
        """, ModelPaused)]
    public void A_window_that_is_long_pauses_for_hours_though_seconds_are_named(string body, FailureClass scope)
    {
        var failure = Classify(429, body);

        Assert.Equal((scope, true, null, null), (failure.Class, failure.Spent, failure.Delay, failure.Until));
    }

    [Fact]
    public void A_day_ends_where_the_account_says_it_does()
    {
        var pacific = Model with
        {
            Account = Account with { Day = TimeZoneInfo.FindSystemTimeZoneById("America/Los_Angeles") },
        };

        var failure = Classify(429, """{"error":{"message":"Requests per day are used up"}}""", pacific);

        Assert.Equal(new DateTimeOffset(2026, 11, 21, 8, 0, 2, TimeSpan.Zero), failure.Until);
    }

    private static string ErrorWith(string message) => $$$"""{"error":{"message":"{{{message}}}"}}""";

    private static CallFailure Classify(int status, string body, Model? model = null) =>
        FailureClassifier.Classify(Refusal.Read(status, new ReplyHeaders(), body, Now), Now, model ?? Model);
}
