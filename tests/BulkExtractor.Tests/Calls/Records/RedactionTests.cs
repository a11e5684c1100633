using System.Text.Json.Nodes;
using BulkExtractor.Calls;
using BulkExtractor.Calls.Records;
using static BulkExtractor.Tests.Some;

namespace BulkExtractor.Tests.Calls.Records;

public sealed class RedactionTests
{
    private const string Key = "sk-or-\"v1\"/secret";
    private const string Secret = "Ms Smith of 12 Mill Road owes us";

    private static readonly JsonObject Asked =
        JsonNode.Parse(Prompt.Write(Pack(("k1234567", Secret), ("m7654321", ""))))!.AsObject();

    [Fact]
    public void A_request_keeps_its_form_and_tells_no_text()
    {
        var request = JsonNode.Parse(new Redaction(null, keepTexts: false).Request(Asked))!;

        var user = $"{request["messages"]!.AsArray()[^1]!["content"]}";
        Assert.Contains("<document id=\"k1234567\">\nXx Xxxxx xx 11 Xxxx Xxxx xxxx xx\n</document k1234567>", user);
        Assert.Equal(Asked.ToJsonString().Length, request.ToJsonString().Length);
    }

    [Fact]
    public void The_documents_are_known_by_the_hashes_of_their_texts() =>
        Assert.Equal(
            [
                // printf 'Ms Smith of 12 Mill Road owes us' | sha256sum; the second is that of nothing.
                new RecordedDocument("k1234567", "dd097d545abe3f76b6565838195adf63f848acdb37b4782ab5d3718852ef8cd5"),
                new RecordedDocument("m7654321", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
            ],
            CarriedDocuments.Read(Asked));

    [Fact]
    public void An_answer_keeps_its_form_and_tells_no_value()
    {
        const string body = """
            {"id":"gen-1","choices":[{"message":{"role":"assistant","content":
            "{\"documents\":[{\"id\":\"k1234567\",\"fields\":{\"name\":\"Smith\"}}]}"},"finish_reason":"stop"}]}
            """;

        var hidden = JsonNode.Parse(new Redaction(null, keepTexts: false).Reply(200, body, Asked))!;

        var choice = hidden["choices"]![0]!;
        Assert.Equal(
            """{"documents":[{"id":"k1234567","fields":{"name":"Xxxxx"}}]}""", $"{choice["message"]!["content"]}");
        Assert.Equal(("gen-1", "stop", "assistant"), (
            $"{hidden["id"]}", $"{choice["finish_reason"]}", $"{choice["message"]!["role"]}"));
    }

    [Fact]
    public void A_refusal_keeps_its_words_but_not_what_it_repeats()
    {
        var body = $$"""{"error":"Content blocked: '{{Secret[3..]}}' is flagged"}""";

        var hidden = new Redaction(null, keepTexts: false).Reply(400, body, Asked);

        Assert.Contains("Content blocked: 'Xxxxx xx 11 Xxxx Xxxx xxxx xx' is flagged", hidden);
    }

    [Theory]
    [InlineData("data: {\"delta\":\"Smith\"}")]
    [InlineData("Smith owes 12")]
    [InlineData("{\"output\":\"Smith\"}")]
    [InlineData("{\"choices\":[],\"choices\":[{\"text\":\"Smith\"}]}")]
    public void What_is_no_usual_answer_tells_no_value_either(string body) =>
        Assert.DoesNotContain("Smith", new Redaction(null, keepTexts: false).Reply(200, body, Asked));

    [Fact]
    public void A_list_of_models_stays_as_it_is() =>
        Assert.Equal("""{"data":[]}""", new Redaction(null, keepTexts: false).Reply(200, """{"data":[]}""", null));

    [Fact]
    public void Texts_stay_where_that_was_asked_for() =>
        Assert.Contains(Secret, new Redaction(null, keepTexts: true).Request(Asked));

    [Theory]
    [InlineData(Key)]
    [InlineData("sk-or-\\u0022v1\\u0022/secret")]
    [InlineData("sk-or-%22v1%22%2Fsecret")]
    public void The_key_is_hidden_however_it_is_escaped(string written) =>
        Assert.Equal("wrong key ***!", new Redaction(Key, keepTexts: true).WithoutKey($"wrong key {written}!"));
}
