using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Tests.Simulator;

public sealed class CompletionWriterTests
{
    private static readonly SimulatedModel Model = new("a/b:free", new SimulatedAccount("simulated"));
    private static readonly Completion Whole = new("gen-1", Model, DateTimeOffset.UnixEpoch)
    {
        Content = """{"documents":[]}""",
        CutOff = false,
        PromptTokens = 10,
    };

    [Fact]
    public void A_reply_names_the_dated_model_and_counts_tokens()
    {
        var reply = Write(Whole, fault: null);

        Assert.Equal("a/b-20260127:free", (string?)reply["model"]);
        Assert.Equal("Simulated", (string?)reply["provider"]);
        Assert.Equal(Whole.Content, (string?)reply["choices"]![0]!["message"]!["content"]);
        Assert.Equal("stop", (string?)reply["choices"]![0]!["finish_reason"]);
        Assert.Equal((10, 5, 15), Usage(reply));
    }

    [Fact]
    public void A_cut_off_reply_says_length() =>
        Assert.Equal("length", (string?)Write(Whole with { CutOff = true }, null)["choices"]![0]!["finish_reason"]);

    [Fact]
    public void Content_can_come_in_parts()
    {
        var parts = Write(Whole, FaultKind.ContentParts)["choices"]![0]!["message"]!["content"]!.AsArray();

        Assert.Equal(Whole.Content, string.Concat(parts.Select(part => (string?)part!["text"])));
        Assert.Equal(2, parts.Count);
    }

    [Fact]
    public void A_malformed_envelope_is_no_JSON() =>
        Assert.ThrowsAny<JsonException>(() => Write(Whole, FaultKind.MalformedEnvelope));

    [Theory]
    [InlineData(ErrorForm.Body, """{"code":502,"choices":null}""")]
    [InlineData(ErrorForm.Choice, """{"finish":"error","choiceCode":502}""")]
    [InlineData(ErrorForm.EmptyChoices, """{"choices":[]}""")]
    [InlineData(ErrorForm.NoChoices, """{"choices":null}""")]
    [InlineData(ErrorForm.NullChoices, """{"choices":null}""")]
    internal void An_error_in_a_200_takes_every_known_form(ErrorForm form, string expected)
    {
        var reply = CompletionWriter.ErrorIn200(Whole, form);

        var body = JsonNode.Parse(reply.Body.Span)!.AsObject();
        var choice = body["choices"] is JsonArray { Count: > 0 } choices ? choices[0] : null;
        var seen = new JsonObject
        {
            ["code"] = body["error"]?["code"]?.DeepClone(),
            ["finish"] = choice?["finish_reason"]?.DeepClone(),
            ["choiceCode"] = choice?["error"]?["code"]?.DeepClone(),
            ["choices"] = choice is null ? body["choices"]?.DeepClone() : null,
        };
        Assert.Equal(200, reply.Status);
        Assert.Equal(form is not (ErrorForm.Body or ErrorForm.NoChoices), body.ContainsKey("choices"));
        foreach (var (name, value) in JsonNode.Parse(expected)!.AsObject())
            Assert.True(JsonNode.DeepEquals(value, seen[name]), body.ToJsonString());
    }

    private static JsonNode Write(Completion completion, FaultKind? fault) =>
        JsonNode.Parse(CompletionWriter.Write(completion, fault, new Dice(1, 1)).Body.Span)!;

    private static (int, int, int) Usage(JsonNode reply)
    {
        var usage = reply["usage"]!;
        return ((int)usage["prompt_tokens"]!, (int)usage["completion_tokens"]!, (int)usage["total_tokens"]!);
    }
}
