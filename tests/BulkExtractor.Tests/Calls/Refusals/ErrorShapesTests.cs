using BulkExtractor.Calls;

namespace BulkExtractor.Tests.Calls.Refusals;

public sealed class ErrorShapesTests
{
    [Theory]
    [InlineData("""{"error":{"message":"not now"}}""")]
    [InlineData("""{"error":"not now"}""")]
    [InlineData("""{"error":["not now"]}""")]
    [InlineData("""[{"error":{"message":"not now"}}]""")]
    [InlineData("""{"errors":[{"message":"not now","code":7}],"success":false}""")]
    [InlineData("""{"errors":["not now"]}""")]
    [InlineData("""{"detail":"not now"}""")]
    [InlineData("""{"detail":[{"msg":"not now","loc":["body"]}]}""")]
    [InlineData("""{"message":"not now","data":null}""")]
    [InlineData("""{"message":{"detail":[{"msg":"not now"}]}}""")]
    [InlineData("""{"status":429,"title":"not now"}""")]
    [InlineData("""{"error":{"message":"{\"error\":{\"message\":\"not now\"}}"}}""")]
    [InlineData("""{"error_msg":"not now","error_code":17}""")]
    [InlineData("\"not now\"")]
    [InlineData("not now")]
    [InlineData("  not now\n")]
    public void The_providers_own_sentence_is_found_in_any_shape(string body) =>
        Assert.EndsWith("not now", Read(body).Message);

    [Fact]
    public void What_the_provider_behind_a_router_said_is_opened()
    {
        var refusal = Read("""
            {"error":{"message":"Provider returned error","metadata":{
            "raw":"{\"error\":{\"message\":\"no\",\"code\":503}}"}}}
            """);

        Assert.Equal(("Provider returned error", "no", 503), (refusal.Message, refusal.Raw, refusal.RawStatus));
    }

    [Fact]
    public void The_place_in_the_request_is_told_with_what_is_wrong_there() =>
        Assert.Equal(
            "response_format.type: not allowed",
            Read("""{"detail":[{"loc":["body","response_format","type"],"msg":"not allowed"}]}""").Message);

    [Fact]
    public void A_page_is_told_by_its_title() =>
        Assert.Equal(
            "a web page: 502 Bad gateway", Read("<html><title>502 Bad\n gateway</title><b>x</b></html>").Message);

    [Fact]
    public void What_the_request_held_is_not_taken_for_a_code() =>
        Assert.DoesNotContain(
            "secret", Read("""{"detail":[{"msg":"no","input":{"type":"secret"},"type":"missing"}]}""").Codes);

    private static Refusal Read(string body) =>
        Refusal.Read(400, new ReplyHeaders(), body, DateTimeOffset.UnixEpoch);
}
