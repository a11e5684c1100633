using BulkExtractor.Calls;
using static BulkExtractor.Calls.FailureClass;

namespace BulkExtractor.Tests.Calls;

public sealed class ReplyEnvelopeTests
{
    [Fact]
    public void A_completion_is_read_with_its_usage_and_the_model_that_answered()
    {
        var reply = Read("""
            {"id":"gen-1","model":"a/b-20260420:free","provider":"Crucible",
             "choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"hello"}}],
             "usage":{"prompt_tokens":10,"completion_tokens":4,"cost":0.00025}}
            """);

        Assert.Equal(
            new ModelReply
            {
                Content = "hello",
                Status = 200,
                AnsweredBy = "a/b-20260420:free",
                PromptTokens = 10,
                CompletionTokens = 4,
                Cost = 0.00025m,
            },
            reply);
    }

    [Fact]
    public void Keep_alive_blanks_before_the_completion_do_no_harm() =>
        Assert.Equal("x", Read("\n         \n\n         \n" + Completion("\"x\"")).Content);

    [Theory]
    [InlineData("""[{"type":"text","text":"a"},{"type":"text","text":"b"}]""")]
    [InlineData("""["a","b"]""")]
    [InlineData("""[{"type":"reasoning","thought":7},{"type":"text","text":"ab"}]""")]
    public void Content_may_come_in_parts(string content) => Assert.Equal("ab", Read(Completion(content)).Content);

    [Theory]
    [InlineData("null")]
    [InlineData("\"\"")]
    [InlineData("\" \\n\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("7")]
    public void No_content_is_a_failure_and_not_an_answer_without_rows(string content) =>
        Assert.Equal(TryElsewhere, Read(Completion(content)).Failure?.Class);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"choices":null}""")]
    [InlineData("""{"choices":[]}""")]
    [InlineData("""{"choices":[null]}""")]
    [InlineData("""{"choices":{"message":"x"}}""")]
    [InlineData("""{"choices":[{"finish_reason":"error","message":{"content":"half"}}]}""")]
    [InlineData("<html><body>504</body></html>")]
    [InlineData("")]
    [InlineData("""{"choices":[{"message":{"content":"cut""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void An_envelope_without_an_answer_is_a_failure(string body)
    {
        var reply = Read(body);

        Assert.Equal(TryElsewhere, reply.Failure?.Class);
        Assert.Equal(200, reply.Status);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Worker local total request limit reached","code":502}}""", TryElsewhere)]
    [InlineData("""{"error":{"message":"free-models-per-day","code":429}}""", AccountPaused)]
    [InlineData("""{"error":{"message":"rate-limited upstream","code":"429"},"choices":[]}""", ModelPaused)]
    [InlineData("""{"error":"overloaded"}""", TryElsewhere)]
    [InlineData("""{"choices":[{"error":{"code":429,"message":"busy"},"message":{"content":"half"}}]}""", ModelPaused)]
    public void An_error_inside_a_200_goes_through_the_same_table(string body, FailureClass family)
    {
        var reply = Read(body);

        Assert.Equal(family, reply.Failure?.Class);
        Assert.Equal("", reply.Content);
    }

    [Theory]
    [InlineData("length", true)]
    [InlineData("content_filter", true)]
    [InlineData("stop", false)]
    public void The_finish_reason_tells_whether_the_content_was_cut(string finish, bool truncated) =>
        Assert.Equal(truncated, Read(Completion("\"x\"", finish)).Truncated);

    [Fact]
    public void A_refusal_by_the_model_concerns_the_content()
    {
        var reply = Read("""{"choices":[{"message":{"content":null,"refusal":"I cannot help with that"}}]}""");

        Assert.Equal(ChunkAtFault, reply.Failure?.Class);
    }

    [Fact]
    public void Content_that_cannot_be_stored_is_cleaned() =>
        Assert.Equal("a\uFFFDb\uFFFDc\uD83D\uDE00", Read(Completion("\"a\\u0000b\\uD800c\\uD83D\\uDE00\"")).Content);

    [Fact]
    public void An_escaped_backslash_before_a_u_is_no_escape() =>
        Assert.Equal("\\ud800", Read(Completion("\"\\\\ud800\"")).Content);

    private static string Completion(string content, string finish = "stop") =>
        $$$"""{"choices":[{"index":0,"finish_reason":"{{{finish}}}","message":{"content":{{{content}}}}}]}""";

    private static ModelReply Read(string body) =>
        ReplyEnvelope.Read(200, new ReplyHeaders(), body, DateTimeOffset.UnixEpoch);
}
