using System.Buffers;
using System.Text;
using System.Text.Json;
using BulkExtractor.Simulator.Wire;
using BulkExtractor.Tests.Documents.Pictures;

namespace BulkExtractor.Tests.Simulator;

public sealed class ChatRequestReaderTests
{
    private const string Document = "<document id=\"k\">\ntext\n</document k>";
    private const string Schema = """<schema>{"type":"object"}</schema>""";

    [Fact]
    public void Documents_come_from_the_last_user_message_and_the_schema_from_the_system_message()
    {
        var example = "<document id=\"e\">\nexample\n</document e>";

        var request = Read(("system", $"Between <schema> and </schema>: {Schema}"), ("user", example),
            ("assistant", "{}"), ("user", Document)).Request!;

        Assert.Equal([new WireDocument("k", "text")], request.Documents);
        Assert.Equal("""{"type":"object"}""", request.Schema.ToJsonString());
    }

    [Fact]
    public void A_schema_folded_into_the_first_user_message_is_found()
    {
        var request = Read(("user", $"{Schema} example"), ("assistant", "{}"), ("user", Document)).Request!;

        Assert.Equal("""{"type":"object"}""", request.Schema.ToJsonString());
    }

    [Fact]
    public void Text_parts_and_pictures_are_read()
    {
        var request = ReadBody("""
            {"model":"m","messages":[{"role":"user","content":[
              {"type":"text","text":"<document id=\"k\">\ntext\n</document k>"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,AAAA"}}]}]}
            """).Request!;

        Assert.Equal([new WireDocument("k", "text")], request.Documents);
        Assert.True(request.HasImages);
    }

    [Fact]
    public void A_prompt_has_a_token_for_every_three_and_a_half_characters() =>
        Assert.Equal(200, Read(("user", new string('x', 700))).Request!.PromptTokens);

    [Theory]
    [InlineData("nonsense", "Invalid JSON in request body")]
    [InlineData("[]", "Invalid request parameters")]
    [InlineData("""{"messages":[{"role":"user","content":""}]}""", "No models provided")]
    [InlineData("""{"model":"m","messages":[]}""", "Invalid request parameters")]
    [InlineData("""{"model":"m","messages":[{"role":"user","content":"\ud800"}]}""", "Invalid request parameters")]
    [InlineData("""{"model":"m","max_tokens":0,"messages":[{"role":"user"}]}""", "Invalid request parameters")]
    [InlineData("""{"model":"m","models":["a","b","c","d"]}""", "'models' array must have 3 items or fewer.")]
    [InlineData("""{"model":"m","stream":true}""", "Streaming is not simulated")]
    [InlineData("""{"model":"m","provider":{"Sort":1}}""", "Unrecognized key(s) in object: 'Sort'")]
    public void A_wrong_body_is_refused_with_400(string body, string message)
    {
        var refusal = ReadBody(body).Refusal!;

        Assert.Equal((400, message), (refusal.Status, refusal.Message));
    }

    private static (ChatRequest? Request, ErrorReply? Refusal) Read(params (string Role, string Content)[] messages) =>
        ReadBody(JsonSerializer.Serialize(new
        {
            model = "m",
            messages = messages.Select(message => new { role = message.Role, content = message.Content }),
        }));

    private static (ChatRequest? Request, ErrorReply? Refusal) ReadBody(string body) =>
        new ChatRequestReader().Read(new ReadOnlySequence<byte>(Encoding.UTF8.GetBytes(body)));

    [Fact]
    public void A_picture_is_read_by_its_transcript_or_known_by_its_hash_only()
    {
        var (seen, unseen) = (Convert.ToBase64String(SomePictures.Receipt), Convert.ToBase64String([1, 2, 3]));

        var documents = ReadBody($$$"""
            {"model":"m","messages":[{"role":"user","content":[
              {"type":"text",
               "text":"<document id=\"k1\">\nnote\n</document k1>\n<document id=\"k2\">\n\n</document k2>"},
              {"type":"text","text":"The picture of document k2:"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,{{{seen}}}"}},
              {"type":"text","text":"The picture of document k1:"},
              {"type":"image_url","image_url":{"url":"data:image/png;base64,{{{unseen}}}"}}]}]}
            """).Request!.Documents;

        Assert.StartsWith("note\nsha256:039058c6f2c0cb", documents[0].Text);
        Assert.Contains("\nTOTAL ", documents[1].Text);
    }
}
