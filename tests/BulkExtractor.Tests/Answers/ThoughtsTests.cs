using BulkExtractor.Answers;

namespace BulkExtractor.Tests.Answers;

public sealed class ThoughtsTests
{
    private const string A = "aaaa1111";
    private const string B = "bbbb2222";
    private const string DraftOfA = """{"id":"aaaa1111","fields":{"total":7}}""";
    private const string DraftOfB = """{"id":"bbbb2222","fields":{"total":8}}""";
    private const string Draft = $$"""{"documents":[{{DraftOfA}},{{DraftOfB}}]}""";

    private const string Answer =
        """{"documents":[{"id":"aaaa1111","fields":{"total":1}},{"id":"bbbb2222","fields":{"total":2}}]}""";

    public static TheoryData<string, string> Tags => new()
    {
        { "<think>", "</think>" },
        { "<think depth=\"2\">", "</think>" },
        { "<thinking>", "</thinking>" },
        { "<reasoning>", "</reasoning>" },
        { "<Thought>\n", "</Thought>\n" },
        { "[THINK]", "[/THINK]" },
        { "◁think▷", "◁/think▷" },
        { "<unused94>thought\n", "<unused95>" },
        { "<|channel>thought\n", "<channel|>" },
        { "<|begin_of_thought|>", "<|end_of_thought|>\n<|begin_of_solution|>" },
        { "<|channel|>analysis<|message|>", "<|end|><|start|>assistant<|channel|>final<|message|>" },
        { "Thinking...\n", "\n...done thinking.\n\n" },
    };

    [Theory]
    [MemberData(nameof(Tags))]
    public void An_answer_stands_behind_the_thoughts(string open, string close)
    {
        var read = Read($"{open}Perhaps {Draft}? The sums are different.{close}{Answer}", truncated: false);

        Assert.Equal("""{"total":1}""", read.Fields[A].ToJsonString());
        Assert.Equal("""{"total":2}""", read.Fields[B].ToJsonString());
        Assert.Empty(read.Problems);
    }

    public static TheoryData<string> Openings => [.. Tags.Select(tags => tags.Data.Item1)];

    [Theory]
    [MemberData(nameof(Openings))]
    public void Thoughts_that_were_cut_off_hold_no_answer(string open)
    {
        Assert.Empty(Read($"{open}Perhaps {Draft}? The sums are", truncated: true).Fields);
        Assert.Empty(Read($"{open}Perhaps {Draft}\nOr rather {Draft[..^20]}", truncated: true).Fields);
        Assert.Empty(Read($"{open}Perhaps {Draft[..^20]}", truncated: true).Fields);
    }

    [Theory]
    [InlineData("Perhaps " + Draft + ". The sums are")]
    [InlineData("Perhaps " + Draft + ", but the sums are")]
    [InlineData("Perhaps\n```json\n" + Draft + "\n```\nThe sums are")]
    [InlineData(Draft + "\n\nNote that the")]
    [InlineData(DraftOfA + "\nThe second one is harder: it")]
    [InlineData(DraftOfA + " is too much. Then {\"documents\":[" + DraftOfB + ",{\"id\":\"aa")]
    [InlineData("""{"aaaa1111":{"total":7},"bbbb2222":{"total":8}} (guessed: the""")]
    [InlineData("I guess " + DraftOfA + "</think>")]
    public void A_reply_that_is_cut_off_in_prose_after_its_documents_holds_no_answer(string content) =>
        Assert.Empty(Read(content, truncated: true).Fields);

    [Theory]
    [InlineData(Draft)]
    [InlineData("```json\n" + Draft + "\n```\n")]
    [InlineData("Here they are:\n" + Draft + "\n\n\n\n")]
    [InlineData(Draft + "\n" + Draft + "\n" + """{"documents":[{"id":"aaaa""")]
    [InlineData("```json\n" + Draft + "\n```\n```json\n" + """{"documents":[{"id":"aaaa""")]
    [InlineData("""{"documents":[{"id":"aaaa1111","fields":{"total":7}},{"id":"bbbb2222","fields":{"to""")]
    [InlineData("""{"documents":[{"id":"aaaa1111","fields":{"total":7}}],"note":"The""")]
    [InlineData(DraftOfA + "\n" + """{"id":"bbbb2222","fields":{"total":""")]
    [InlineData("<think>The sum is 7.</think>" + """[{"id":"aaaa1111","fields":{"total":7}},{"id""")]
    public void A_reply_that_is_cut_off_in_its_json_keeps_its_whole_documents(string content) =>
        Assert.Equal("""{"total":7}""", Read(content, truncated: true).Fields[A].ToJsonString());

    [Fact]
    public void A_word_about_thinking_ahead_of_a_whole_reply_is_no_harm() =>
        Assert.Equal(2, Read($"Thoughts first: none.\n{Answer}\nThat is all.", truncated: false).Fields.Count);

    private static ReadDocuments Read(string content, bool truncated) =>
        ReplyReader.Read(content, [A, B], ["total"], truncated);
}
