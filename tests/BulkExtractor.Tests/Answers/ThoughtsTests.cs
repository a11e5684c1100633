using BulkExtractor.Answers;

namespace BulkExtractor.Tests.Answers;

public sealed class ThoughtsTests
{
    private const string A = "aaaa1111";
    private const string B = "bbbb2222";
    private const string DraftOfA = """{"id":"aaaa1111","fields":{"total":7}}""";
    private const string DraftOfB = """{"id":"bbbb2222","fields":{"total":8}}""";
    private const string Draft = $$"""{"documents":[{{DraftOfA}},{{DraftOfB}}]}""";

    private const string AnswerOfA = """{"id":"aaaa1111","fields":{"total":1}}""";
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
        { "<|START_THINKING|>", "<|END_THINKING|><|START_RESPONSE|>" },
        { "<seed:think>", "</seed:think>" },
        { "<|think|>", "<|/think|>" },
        { "analysis", "assistantfinal" },
        { "<think>First </think>\n<think>", "</think>" },
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

    [Theory]
    [InlineData("<ponder>", "</ponder>")]
    [InlineData("<inner depth=\"2\">", "</inner>\n<output>")]
    [InlineData("[MUSE]", "[/MUSE]")]
    [InlineData("◁muse▷", "◁/muse▷")]
    [InlineData("<|begin_muse|>", "<|end_muse|>")]
    [InlineData("<|muse_start|>", "<|muse_end|>")]
    [InlineData("<|inner_prefix|>", "<|inner_suffix|>")]
    [InlineData("<|route|>inner<|text|>", "<|stop|><|route|>outer<|text|>")]
    public void Thoughts_are_known_by_the_pair_of_their_tags(string open, string close)
    {
        var read = Read($"{open}Perhaps {Draft}? The sums are different.{close}{Answer}", truncated: false);

        Assert.Equal("""{"total":1}""", read.Fields[A].ToJsonString());
        Assert.Equal("""{"total":2}""", read.Fields[B].ToJsonString());
    }

    [Theory]
    [InlineData("<answer>" + Draft + "</answer>")]
    [InlineData("<answer>\n```json\n" + Draft + "\n```\n</answer>\nThat is {all}.")]
    [InlineData("<output>These are they: " + Draft + "</output>")]
    [InlineData("<|start|>assistant<|message|>" + Draft + "<|end|>")]
    public void A_tag_around_the_answer_itself_is_no_thought(string content) =>
        Assert.Equal(2, Read(content, truncated: false).Fields.Count);

    [Theory]
    [InlineData("Perhaps " + Draft + "? No. So it is " + Answer)]
    [InlineData("Perhaps " + Draft + "? No. So it is [" + AnswerOfA + "]")]
    [InlineData("Perhaps " + Draft + "? No: [{\"id\":\"aaaa1111\",\"fields\":{\"total\":NaN}}," + DraftOfB + "]")]
    [InlineData("Perhaps " + Draft + "? No. So it is [{\"id\":\"aaaa1111\",\"fields\":{\"total\":1,")]
    public void Of_answers_that_differ_with_words_between_none_counts(string content) =>
        Assert.DoesNotContain(A, Read(content, truncated: false).Fields.Keys);

    [Fact]
    public void A_draft_may_be_all_that_stands_before_an_end_of_thoughts() =>
        Assert.Equal("""{"total":1}""", Read($"{Draft}</think>{Answer}", truncated: false).Fields[A].ToJsonString());

    [Fact]
    public void A_draft_counts_no_more_where_the_answer_revises_a_part_of_it() =>
        Assert.Empty(Read($"Perhaps {Draft}? No. So it is [{AnswerOfA}]", truncated: false).Fields);

    [Theory]
    [InlineData("<|channel|>analysis<|message|>Perhaps " + Draft + ". No, the sums are wrong.")]
    [InlineData("Thinking...\nPerhaps " + Draft + ". No, the sums are wrong.")]
    [InlineData("<thinking>Perhaps " + Draft + ". No, the sums are wrong.")]
    public void Thoughts_without_an_end_hold_no_answer(string content) =>
        Assert.Empty(Read(content, truncated: false).Fields);

    [Fact]
    public void Thoughts_that_used_up_the_output_are_told_as_that()
    {
        Assert.True(Read($"<think>Perhaps {Draft}? The sums are", truncated: true).OnlyThoughts);
        Assert.False(Read(Draft[..^20], truncated: true).OnlyThoughts);
        Assert.False(Read("<think>Perhaps", truncated: false).OnlyThoughts);
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
