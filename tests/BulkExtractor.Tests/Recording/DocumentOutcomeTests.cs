using System.Text.Json.Nodes;
using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Recording;
using static BulkExtractor.Tests.Recording.Chunks;

namespace BulkExtractor.Tests.Recording;

public sealed class DocumentOutcomeTests
{
    [Fact]
    public void One_answer_extracts_a_document()
    {
        var answer = Said("a", """{"total":5,"net":4}""", doubtful: "net") with { Repairs = ["/total: \"5\" → 5"] };

        var outcome = Assert.IsType<Extracted>(DocumentOutcome.Decide([Answered(answer)], Terms()));

        Assert.Equal("""{"total":5,"net":4}""", outcome.Answer.Fields.ToJsonString());
        Assert.Equal((0.25, "/net: not in the document"), (
            outcome.Answer.Evidence.Confidence!.Value, Assert.Single(outcome.Answer.Evidence.Flags)));
        Assert.Equal(["/total: \"5\" → 5"], outcome.Repairs);
        Assert.Equal(new AnswerSource("a", 100), outcome.Source);
    }

    [Fact]
    public void A_document_is_open_while_one_of_its_chunks_is_whatever_became_of_the_others() =>
        Assert.IsType<StillOpen>(DocumentOutcome.Decide(
            [Answered(Said("a", """{"total":5}""")), Failed("missing"), Open()], Terms()));

    [Fact]
    public void A_chunk_that_was_given_up_fails_its_document_with_the_reason()
    {
        var outcome = DocumentOutcome.Decide([Failed("missing from the reply")], Terms());

        Assert.Equal(new Failed("missing from the reply"), outcome);
    }

    [Fact]
    public void A_broken_rule_is_told_once_of_the_whole_document_and_makes_it_less_sure()
    {
        var answer = Said("a", """{"total":5,"net":9}""");
        const string told = "not so: total >= net, with total = 5, net = 9";
        answer = answer with { Evidence = Vote.WithoutRules(answer.Evidence.Breaking([told])) };

        var evidence = Assert.IsType<Extracted>(DocumentOutcome.Decide([Answered(answer)], Terms())).Answer.Evidence;

        Assert.Equal([told], evidence.Flags);
        Assert.Equal(0.97 / 2, evidence.Confidence!.Value, 6);
    }

    /// <summary>Each answer is a total; a question mark: it does not stand in the document.</summary>
    [Theory]
    [InlineData(1, false, "5?", "5")]
    [InlineData(1, true, "5?", "5")]
    [InlineData(2, false, "5", "5")]
    [InlineData(2, false, "5?", "ask no a")]
    [InlineData(2, true, "5", "ask no a")]
    [InlineData(2, false, "5?,5", "5")]
    [InlineData(2, false, "5?,6", "6")]
    [InlineData(2, false, "5,6", "5")]
    [InlineData(3, false, "5", "5")]
    [InlineData(3, false, "5?", "ask no a")]
    [InlineData(3, true, "5", "ask no a")]
    [InlineData(3, false, "5?,5", "5")]
    [InlineData(3, false, "5?,6", "6")]
    [InlineData(3, false, "5,6", "ask no a, no b")]
    [InlineData(3, false, "5?,6?", "ask no a, no b")]
    [InlineData(3, false, "5,6,6", "6")]
    [InlineData(3, false, "5,6,5", "5")]
    [InlineData(3, false, "5,6,7", "5")]
    [InlineData(3, false, "5?,6?,7", "7")]
    public void As_many_models_are_asked_as_the_votes_allow_and_doubt_wants(
        int votes, bool everywhere, string totals, string expected)
    {
        Vote[] answers =
        [
            .. totals.Split(',').Select((total, place) => Said(
                $"{(char)('a' + place)}",
                $$"""{"total":{{total.TrimEnd('?')}}}""",
                place,
                total.EndsWith('?') ? "total" : "")),
        ];

        var outcome = DocumentOutcome.Decide([Answered(answers)], Terms(votes, everywhere));

        Assert.Equal(expected, outcome is AskedAgain again
            ? $"ask {string.Join(", ", again.Questions[0].Question.AnsweredBy.Select(key => key.Replace("key", "no")))}"
            : ValueOf(outcome, "total"));
    }

    [Fact]
    public void The_next_question_counts_on_and_asks_the_same_fields_as_the_first()
    {
        var first = Said("a", """{"total":5}""", doubtful: "total") with { AskedFields = ["total"] };

        var outcome = Assert.IsType<AskedAgain>(DocumentOutcome.Decide([Answered(first)], Terms(votes: 2)));

        var next = Assert.Single(outcome.Questions);
        Assert.Equal((1L, 1, "total"), (next.ChunkId, next.Question.No, next.Question.Fields!.Single()));
        Assert.False(next.Question.IsForFurtherItems);
    }

    [Fact]
    public void What_models_disagree_about_is_flagged_with_who_says_what()
    {
        var outcome = DocumentOutcome.Decide(
            [Answered(Said("a", """{"total":5}"""), Said("b", """{"total":6}""", 1))], Terms(votes: 2));

        var evidence = Assert.IsType<Extracted>(outcome).Answer.Evidence;
        Assert.Equal(["/total: said differently: 5 by a; 6 by b"], evidence.Flags);
        Assert.InRange(evidence.Confidence!.Value, 0.4, 0.6);
    }

    [Fact]
    public void A_result_names_the_first_model_and_the_last_request()
    {
        var outcome = DocumentOutcome.Decide(
            [Answered(Said("a", """{"total":5}"""), Said("b", """{"total":6}""", 1))], Terms(votes: 2));

        Assert.Equal(new AnswerSource("a", 101), Assert.IsType<Extracted>(outcome).Source);
    }

    [Fact]
    public void Of_two_answers_to_one_question_the_first_counts()
    {
        var (first, late) = (Said("a", """{"total":5}""", doubtful: "total"), Said("b", """{"total":5}"""));

        Assert.IsType<AskedAgain>(DocumentOutcome.Decide([Answered(first, late)], Terms(votes: 2)));
    }

    [Fact]
    public void Where_no_other_answer_is_to_be_had_the_document_ends_with_what_there_is_and_says_so()
    {
        var chunk = Answered(Said("a", """{"total":5}""", doubtful: "total")) with { Problem = "nobody is there" };

        var outcome = DocumentOutcome.Decide([chunk], Terms(votes: 2));

        Assert.Equal(
            ["/total: not in the document", "/total: no other opinion: nobody is there"],
            Assert.IsType<Extracted>(outcome).Answer.Evidence.Flags);
    }

    [Fact]
    public void In_a_batch_that_was_cancelled_nothing_is_asked_again()
    {
        var chunk = Answered(Said("a", """{"total":5}""", doubtful: "total"));

        var outcome = DocumentOutcome.Decide([chunk], Terms(votes: 2) with { MayAskAgain = false });

        Assert.Equal("5", ValueOf(outcome, "total"));
    }

    [Theory]
    [InlineData(1, """["x","y"]""", "", "extracted")]
    [InlineData(2, """["x","y"]""", "", "ask")]
    [InlineData(2, """[]""", "", "extracted")]
    [InlineData(2, """["x"]""", """["y"]""", "extracted")]
    [InlineData(3, """["x"]""", """["y"]""", "ask")]
    [InlineData(3, """["x"]""", """["X"]""", "extracted")]
    [InlineData(3, """["x"]""", "[]", "extracted")]
    [InlineData(3, """["x"]""", """["y"] ["z"]""", "extracted")]
    public void Lists_are_asked_for_further_items_until_none_come_or_the_passes_are_used_up(
        int passes, string items, string further, string expected)
    {
        Vote[] answers =
        [
            Said("a", $$"""{"total":5,"items":{{items}}}"""),
            .. further.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select((more, place) => Further("b", place + 1, more)),
        ];

        var outcome = DocumentOutcome.Decide([Answered(answers)], Terms(passes: passes));

        Assert.Equal(expected, outcome is AskedAgain ? "ask" : "extracted");
    }

    [Fact]
    public void A_further_pass_asks_lists_only_and_tells_what_was_found_in_them()
    {
        var chunk = Answered(Said("a", """{"total":5,"items":["x","y"]}"""));

        var outcome = Assert.IsType<AskedAgain>(DocumentOutcome.Decide([chunk], Terms(passes: 2)));

        var question = Assert.Single(outcome.Questions).Question;
        Assert.Equal(("items", "items: \"x\", \"y\"", 1), (question.Key!.Split(' ')[^1], question.Found, question.No));
        Assert.Empty(question.AnsweredBy);
    }

    [Fact]
    public void Passes_come_before_other_opinions_and_their_items_count_in_them()
    {
        var first = Said("a", """{"total":5,"items":["x"]}""", doubtful: "total");
        var terms = Terms(votes: 2, passes: 2);

        var pass = Assert.IsType<AskedAgain>(DocumentOutcome.Decide([Answered(first)], terms)).Questions[0].Question;
        var further = Further("b", 1, """["y"]""");
        var vote = Assert.IsType<AskedAgain>(DocumentOutcome.Decide([Answered(first, further)], terms))
            .Questions[0].Question;
        var other = Said("c", """{"total":5,"items":["x"]}""", 2);
        var outcome = DocumentOutcome.Decide([Answered(first, further, other)], terms);

        Assert.True(pass.IsForFurtherItems);
        Assert.Equal((false, 2, "key a"), (vote.IsForFurtherItems, vote.No, vote.AnsweredBy.Single()));
        Assert.Equal("""["x","y"]""", ValueOf(outcome, "items"));
    }

    [Fact]
    public void A_list_is_voted_on_item_by_item()
    {
        var outcome = DocumentOutcome.Decide(
            [
                Answered(
                    Said("a", """{"items":["x","y"]}"""),
                    Said("b", """{"items":["y","z"]}""", 1),
                    Said("c", """{"items":["x","z"]}""", 2)),
            ],
            Terms(votes: 3));

        Assert.Equal(["x", "y", "z"], JsonNode.Parse(ValueOf(outcome, "items")!)!.AsArray()
            .Select(item => item!.GetValue<string>()).Order());
    }

    [Fact]
    public void A_field_that_nobody_was_asked_stays_as_an_earlier_result_has_it()
    {
        var first = Said("a", """{"total":5,"net":4}""") with { AskedFields = ["total"] };
        var second = Said("b", """{"total":5,"net":1}""", 1) with { AskedFields = ["total"] };

        Assert.Equal("4", ValueOf(DocumentOutcome.Decide([Answered(first, second)], Terms(votes: 2)), "net"));
    }

    [Fact]
    public void An_answer_just_read_counts_like_one_that_was_stored()
    {
        var evidence =
            new Evidence(new Dictionary<string, SourceSpan>(), ["/total: not in the document", "not so: a rule"]);
        var chunk = Some.Waiting() with { Question = Question.AllFields.AskFurtherItems(["items"], "items: x") };
        var reading = new ChunkReading(chunk, new JsonObject { ["total"] = 5 }, null, ["cut"]) { Evidence = evidence };

        var vote = Vote.From(reading, Some.Model(), 7);

        Assert.Equal(
            (Some.Model().Key, 1, 7L, true), (vote.ModelKey, vote.QuestionNo, vote.AttemptId, vote.IsForFurtherItems));
        Assert.Equal(["items"], vote.AskedFields);
        Assert.Equal(["cut"], vote.Repairs);
        Assert.Equal(["/total: not in the document"], vote.Evidence.Flags);
    }
}
