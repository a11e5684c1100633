using BulkExtractor.Answers;

namespace BulkExtractor.Tests.Answers;

public sealed class ReplyReaderTests
{
    private const string A = "aaaa1111";
    private const string B = "bbbb2222";

    private const string DocumentA = """{"id":"aaaa1111","fields":{"total":1}}""";
    private const string DocumentB = """{"id":"bbbb2222","fields":{"total":2}}""";
    private const string Both = $$"""{"documents":[{{DocumentA}},{{DocumentB}}]}""";

    [Theory]
    [InlineData(Both)]
    [InlineData("\uFEFF \n" + Both + "\n")]
    [InlineData("```json\n" + Both + "\n```")]
    [InlineData("Here is [what] you {asked} for:\n" + Both + "\nAnything else?")]
    [InlineData("<think>Draft: {\"id\":\"aaaa1111\",\"fields\":{\"total\":9}}</think>" + Both)]
    [InlineData("I think {\"id\":\"aaaa1111\",\"fields\":{\"total\":9}}</think>\n" + Both)]
    [InlineData("""{"documents":[{"id":"aaaa1111","fields":{"total":1,},},""" + DocumentB + ",],}")]
    [InlineData($"[{DocumentA},{DocumentB}]")]
    [InlineData($"{DocumentA}\n{DocumentB}")]
    [InlineData($"{DocumentB} and {DocumentA}")]
    [InlineData($$"""{"result":{"documents":[{{DocumentA}},{{DocumentB}}]},"done":true}""")]
    [InlineData("""{"documents":[{"id":"aaaa1111","total":1},{"id":"bbbb2222","total":2}]}""")]
    [InlineData("""{"documents":{"aaaa1111":{"total":1},"bbbb2222":{"total":2}}}""")]
    [InlineData("""{"aaaa1111":{"fields":{"total":1}},"bbbb2222":{"fields":{"total":2}}}""")]
    [InlineData($"{Both}\n{Both}")]
    [InlineData(Both + "}")]
    [InlineData("""[{"quotes":{"/total":"1"},"fields":{"total":1},"id":" aaaa1111 "},""" + DocumentB + "]")]
    public void A_document_is_found_by_its_id_whatever_stands_around_it(string content)
    {
        var read = Read(content);

        Assert.Equal("""{"total":1}""", read.Fields[A].ToJsonString());
        Assert.Equal("""{"total":2}""", read.Fields[B].ToJsonString());
        Assert.Empty(read.Problems);
    }

    [Theory]
    [InlineData("""[{"document_id":"aaaa1111","fields":{"total":1}}]""")]
    [InlineData("""[{"ID":"AAAA1111","Fields":{"total":1}}]""")]
    [InlineData("""[{"id":"id=aaaa1111","fields":{"total":1}}]""")]
    [InlineData("""[{"id":"<document id=\"aaaa1111\">","fields":{"total":1}}]""")]
    [InlineData("""[{"id":"document aaaa1111","fields":{"total":1}}]""")]
    [InlineData("""[{"id":"'aaaa1111'","fields":{"total":1}}]""")]
    [InlineData("[{\"id\":\"aaaa\u200B1111\",\"fields\":{\"total\":1}}]")]
    [InlineData("""[{"no":1,"key":"aaaa1111","data":{"total":1}}]""")]
    [InlineData("""[{"id":"1","document":"aaaa1111","fields":{"total":1}}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":"{\"total\":1}"}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":"{'total': 1}"}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":[{"name":"total","value":1}]}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":[{"value":1,"field":"total"}]}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":[{"name":"total","value":1,"sure":0.9}]}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":[{"total":1}]}]""")]
    [InlineData("""{"<document aaaa1111>":{"total":1}}""")]
    [InlineData("""{"aaaa1111":"{\"total\":1}"}""")]
    [InlineData("""{\"documents\":[{\"id\":\"aaaa1111\",\"fields\":{\"total\":1}}]}""")]
    [InlineData(""" "{\n  \"documents\": [{\"id\":\"aaaa1111\",\"fields\":{\"total\":1}}]}" """)]
    [InlineData("""[{&quot;id&quot;:&quot;aaaa1111&quot;,&quot;fields&quot;:{&quot;total&quot;:1}}]""")]
    public void A_document_is_known_in_other_forms(string content) =>
        Assert.Equal("""{"total":1}""", Read(content).Fields[A].ToJsonString());

    [Fact]
    public void A_flat_document_may_have_members_that_are_no_fields() =>
        Assert.Equal(
            """{"total":1,"confidence":0.9}""",
            Read("""[{"id":"aaaa1111","total":1,"confidence":0.9}]""").Fields[A].ToJsonString());

    [Theory]
    [InlineData(DocumentA + " and then {\"id\":\"aaaa1111\",\"fields\":{\"total\":NaN}}", false)]
    [InlineData(DocumentA + " and then {\"aaaa1111\":{\"total\":NaN}}", false)]
    [InlineData(DocumentA + " is all that I know of \"aaaa1111\"", true)]
    public void What_is_said_again_and_cannot_be_read_may_be_something_else(string content, bool counts) =>
        Assert.Equal(counts, Read(content).Fields.ContainsKey(A));

    [Theory]
    [InlineData("""[{"id":"aaaa1111 or bbbb2222","fields":{"total":1}}]""")]
    [InlineData("""[{"id":"aaaa1111","key":"bbbb2222","fields":{"total":1}}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":[{"name":"total","value":1},{"name":"total","value":2}]}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":[{"name":"total","value":1},{"name":"total of all","value":2}]}]""")]
    [InlineData("""[{"id":"aaaa1111","fields":"total: 1"}]""")]
    [InlineData("""[{"id":"aaaa1111","data":{"total":1},"more":{"total":2}}]""")]
    [InlineData("""[{"id":"aaaa1111","Total":1,"fields":{"x":1}}]""")]
    [InlineData("""[{&quot;id&quot;:&quot;aaaa1111&quot;,&quot;fields&quot;:{&quot;x&quot;:&quot;&amp;&quot;}}]""")]
    public void What_has_two_readings_is_refused(string content) => Assert.Empty(Read(content).Fields);

    [Theory]
    [InlineData("""{"documents":[{"id":"aaaa1111","fields":{"total":1}},{"id":"bbbb2222","fields":{"total":2""")]
    [InlineData("""{"documents":[{"id":"aaaa1111","fields":{"total":1}},{"id":"bbbb2222","fields":{"total":2}""")]
    [InlineData("""{"documents":[{"id":"aaaa1111","fields":{"total":1}},{"id":"bbbb2222","fields":""")]
    [InlineData("""{"documents":[{"id":"aaaa1111","fields":{"total":1}}""")]
    [InlineData("""[{"id":"aaaa1111","fields":{"total":1}},{"id":"bbb""")]
    [InlineData("""{"documents":[{"id":"aaaa1111","fields":{"total":1}},{"id":"bbbb2222","fields":{"total":2]}""")]
    [InlineData("""{"documents":[{"id":"bbbb2222","fields":{"total":NaN}},{"id":"aaaa1111","fields":{"total":1}}]}""")]
    public void Whole_documents_are_kept_when_others_are_broken(string content)
    {
        var read = Read(content);

        Assert.Equal("""{"total":1}""", read.Fields[A].ToJsonString());
        Assert.False(read.Fields.ContainsKey(B));
    }

    [Theory]
    [InlineData("")]
    [InlineData("I cannot do that.")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"documents":[]}""")]
    [InlineData("""{"documents":[{"fields":{"total":1}}]}""")]
    [InlineData("""{"total":1}""")]
    [InlineData("""{"id":"aaaa1111","other":1}""")]
    [InlineData("""{"documents":[{"id":"aaaa1111","total":1},{"id":"bbbb2222"}""")]
    [InlineData("<think>" + Both)]
    [InlineData("{\"text\":\"{\\\"id\\\":\\\"aaaa1111\\\",\\\"fields\\\":{\\\"total\\\":1}}\"}")]
    public void Nothing_is_invented(string content) => Assert.Empty(Read(content).Fields);

    [Theory]
    [InlineData("[" + DocumentA + """,{"id":"aaaa1111","fields":{"total":7}}]""", "it was answered twice, differently")]
    [InlineData("""[{"id":"aaaa1111","fields":{"total":1,"total":2}}]""", "it names a property twice")]
    [InlineData("""[{"id":"aaaa1111","fields":{"x":[{"a":1,"\u0061":1}]}}]""", "it names a property twice")]
    [InlineData("""[{"id":"aaaa1111","fields":{"total":1},"fields":{"total":2}}]""", "it names a property twice")]
    [InlineData("""[{"id":"aaaa1111","id":"bbbb2222","fields":{"total":1}}]""", "it names a property twice")]
    [InlineData("""[{"id":"aaaa1111","fields":[1]}]""", "its fields are no object")]
    [InlineData("""[{"id":"aaaa1111","fields":{},"total":1}]""", "a field stands outside its fields")]
    [InlineData("""{"id":"aaaa1111","fields":{"x":{"y":1},"total":2}}}""", "its braces do not match")]
    public void A_document_that_contradicts_itself_is_dropped(string content, string problem)
    {
        var read = Read(content);

        Assert.Empty(read.Fields);
        Assert.Equal(problem, read.Problems[A]);
    }

    [Fact]
    public void The_same_answer_twice_is_one_answer()
    {
        var read = Read("[" + DocumentA + """,{"fields":{"total":1.0},"id":"aaaa1111"}]""");

        Assert.True(read.Fields.ContainsKey(A));
    }

    [Fact]
    public void Documents_that_nobody_asked_for_are_counted()
    {
        var read = Read("""[{"id":"zzzz9999","fields":{}},""" + DocumentA + "]");

        Assert.Equal((1, 1), (read.UnknownIds, read.Fields.Count));
    }

    [Fact]
    public void Numbers_stay_as_they_were_written()
    {
        var read = Read("""[{"id":"aaaa1111","fields":{"total":1e400,"x":0.10000000000000000000000000000000001}}]""");

        Assert.Equal("""{"total":1e400,"x":0.10000000000000000000000000000000001}""", read.Fields[A].ToJsonString());
    }

    [Fact]
    public void Text_that_cannot_be_stored_is_cleaned()
    {
        var read = Read("""[{"id":"aaaa1111","fields":{"total":"a\u0000b\ud800c"}}]""");

        Assert.Equal("a\uFFFDb\uFFFDc", (string?)read.Fields[A]["total"]);
    }

    [Theory(Timeout = 10_000)]
    [InlineData("{\"a\":")]
    [InlineData("[{\"a\":")]
    [InlineData("{\"id\":\"aaaa1111\",\"fields\":")]
    [InlineData("{\"")]
    [InlineData("{\":\"")]
    [InlineData("{\"a\":1},")]
    [InlineData("[[[[{")]
    [InlineData("```")]
    public async Task Hostile_repetition_ends_soon(string piece)
    {
        var content = string.Concat(Enumerable.Repeat(piece, 4_000_000 / piece.Length));

        var read = await Task.Run(() => Read(content), TestContext.Current.CancellationToken);

        Assert.Empty(read.Fields);
    }

    private static ReadDocuments Read(string content) => ReplyReader.Read(content, [A, B], ["total", "x", "y"]);
}
