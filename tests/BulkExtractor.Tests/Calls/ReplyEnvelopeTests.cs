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
    [InlineData("""{"object":"error","message":"The model `x` does not exist.","code":404}""", ModelGone)]
    [InlineData("""{"success":false,"errors":[{"code":3040,"message":"Capacity exceeded"}]}""", TryElsewhere)]
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

    public static TheoryData<string> Envelopes =>
    [
        Whole,
        $"{Whole}data: [DONE]\n\n",
        $": WAITING\n\n: WAITING\n\n{Whole}",
        $"event: message\nid: 7\nretry: 100\ndata: {Whole}\n\ndata: [DONE]\n",
        $"{Whole}\n{Whole}",
        $"[{Whole}]",
        "data: " + Piece("""{"role":"assistant","content":"{\"id\":"}""") + "\n\n: PING\n\ndata: "
            + Piece("""{"content":"\"k\"}"}""") + "\n\ndata: " + Piece("{}", "\"stop\"") + "\n\ndata: [DONE]\n\n",
        Piece("""{"content":"{\"id\":"}""") + "\n" + Piece("""{"content":"\"k\"}"}""", "\"stop\"") + "\n",
        """{"message":{"role":"assistant","content":"{\"id\":\"k\"}"},"done":true}""",
        """{"choices":[{"text":"{\"id\":\"k\"}","finish_reason":"stop"}]}""",
        """{"choices":[{"message":{"content":{"id":"k"}},"finish_reason":"stop"}]}""",
        """{"choices":[{"message":{"content":""}},{"message":{"content":"{\"id\":\"k\"}"}}]}""",
        """{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"arguments":"{\"id\":\"k\"}"}}]}}]}""",
        """{"choices":[{"message":{"content":null,"tool_calls":[{"function":{"arguments":{"id":"k"}}}]}}]}""",
        """{"choices":[{"message":{"content":"","function_call":{"arguments":"{\"id\":\"k\"}"}}}]}""",
        """{"choices":[{"message":{"content":"{\"id\":\"k\"}"}}],"error":""}""",
        """{"choices":[{"message":{"content":"{\"id\":\"k\"}"}}],"error":{"message":" ","code":0,"param":null}}""",
        Reasoned("reasoning_content", """{\"id\":\"k\"}"""),
        Reasoned("inner_voice", """{\"id\":\"k\"}"""),
        Reasoned("reasoning", """So it is k.</think>\n{\"id\":\"k\"}\n"""),
        Reasoned("reasoning", """Perhaps {\"id\": \"k\"}?</think>{\"id\":\"k\"}"""),
    ];

    [Theory]
    [MemberData(nameof(Envelopes))]
    public void An_answer_is_found_in_whatever_it_came(string body)
    {
        var reply = Read(body);

        Assert.Null(reply.Failure);
        Assert.Equal("""{"id":"k"}""", reply.Content.Trim());
        Assert.False(reply.Truncated);
    }

    [Theory]
    [InlineData("length", """{\"id\":\"k\"}""")]
    [InlineData("stop", "Perhaps {\\\"id\\\":\\\"k\\\"}? No.")]
    [InlineData("stop", """Perhaps {\"id\":\"j\"}?</think>{\"id\":\"k\"}""")]
    [InlineData("stop", """Perhaps {\"id\":</think>{\"id\":\"k\"}""")]
    [InlineData("stop", """So it is</think>{\"id\":\"k\"} or {\"id\":\"j\"}""")]
    [InlineData("stop", """So it is</think>{\"id\":\"k\" """)]
    public void Thoughts_that_may_hold_a_draft_are_no_answer(string finish, string thoughts) =>
        Assert.Equal(TryElsewhere, Read(Reasoned("reasoning", thoughts, finish)).Failure?.Class);

    [Fact]
    public void Two_completions_that_differ_are_no_answer()
    {
        var reply = Read(Completion("\"x\"") + Completion("\"y\""));

        Assert.Equal("the answer came twice, differently", reply.Failure?.Reason);
    }

    [Fact]
    public void An_answer_in_pieces_that_never_ends_is_cut_off()
    {
        var reply = Read("data: " + Piece("""{"content":"{ \"id\""}""") + "\n\n");

        Assert.Equal(("{ \"id\"", true), (reply.Content, reply.Truncated));
    }

    [Fact]
    public void An_error_among_the_pieces_is_an_error()
    {
        var piece = Piece("""{"content":"{"}""");

        var reply = Read($$"""data: {{piece}} data: {"error": {"code":429,"message":"busy"} }""");

        Assert.Equal(ModelPaused, reply.Failure?.Class);
    }

    [Fact]
    public void What_came_before_a_provider_broke_off_is_kept_as_cut_off()
    {
        var reply = Read(Completion("\"[{}\"", "error"));

        Assert.Equal(("[{}", true), (reply.Content, reply.Truncated));
    }

    [Fact]
    public void Thoughts_that_used_up_the_output_are_told_as_that()
    {
        var reply = Read(Reasoned("reasoning", "Let me see", "length"));

        Assert.True(reply.OnlyThoughts);
        Assert.Equal("the answer is empty: reasoning used up the output limit", reply.Failure?.Reason);
    }

    private static string Whole => """{"choices":[{"message":{"content":"{\"id\":\"k\"}"},"finish_reason":"stop"}]}""";

    private static string Piece(string delta, string finish = "null") =>
        $$$"""{"choices":[{"index":0,"delta":{{{delta}}},"finish_reason":{{{finish}}}}]}""";

    private static string Reasoned(string member, string thoughts, string finish = "stop") =>
        $$$"""
        {"choices":[{"message":{"content":"","{{{member}}}":"{{{thoughts}}}"},"finish_reason":"{{{finish}}}"}]}
        """;

    private static string Completion(string content, string finish = "stop") =>
        $$$"""{"choices":[{"index":0,"finish_reason":"{{{finish}}}","message":{"content":{{{content}}}}}]}""";

    private static ModelReply Read(string body) =>
        ReplyEnvelope.Read(200, new ReplyHeaders(), body, DateTimeOffset.UnixEpoch);
}
