using System.Text.Json.Nodes;
using BulkExtractor.Simulator.Answers;

namespace BulkExtractor.Tests.Simulator;

public sealed class FileAnswersTests
{
    private static readonly JsonObject Schema =
        JsonNode.Parse("""{"properties":{"total":{"type":"number"}}}""")!.AsObject();

    [Fact]
    public async Task A_known_text_has_the_fields_of_its_line_and_others_are_left_to_the_rest()
    {
        var answers = await ReadAsync("""
            {"document":"one\ntwo","fields":{"total":12.50}}

            """);

        Assert.Equal("""{"total":12.50}""", answers.Answer("one\ntwo", Schema).ToJsonString());
        Assert.Equal("""{"rest":"one two"}""", answers.Answer("one two", Schema).ToJsonString());
    }

    [Theory]
    [InlineData("{\"document\":\"a\"}")]
    [InlineData("{\"document\":1,\"fields\":{}}")]
    [InlineData("{")]
    public async Task A_wrong_line_is_named(string line)
    {
        var error = await Assert.ThrowsAsync<InvalidDataException>(() => ReadAsync($"\n{line}\n"));

        Assert.Equal("answers, line 2: expected {\"document\": text, \"fields\": {…}}.", error.Message);
    }

    private static Task<FileAnswers> ReadAsync(string lines) => FileAnswers.ReadAsync(
        new StringReader(lines), "answers", new EchoAnswers(), TestContext.Current.CancellationToken);

    private sealed class EchoAnswers : IAnswers
    {
        public JsonObject Answer(string document, JsonObject schema) => new() { ["rest"] = document };
    }
}
