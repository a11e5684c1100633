using BulkExtractor.Recording;
using static BulkExtractor.Tests.Recording.Chunks;

namespace BulkExtractor.Tests.Recording;

public sealed class SlicedDocumentTests
{
    [Fact]
    public void Of_a_long_document_the_failure_names_the_first_slice_that_failed_and_who_answered_others()
    {
        var outcome = DocumentOutcome.Decide(
            [Answered(Said("a", """{"total":5}""")), Failed("missing"), Failed("cut off")], Terms());

        Assert.Equal(new Failed("slice 2 of 3: missing") { Source = new AnswerSource("a", 100) }, outcome);
    }

    [Fact]
    public void Slices_fill_each_other_up_and_their_lists_are_united()
    {
        var outcome = DocumentOutcome.Decide(
            [
                Answered(Said("a", """{"total":null,"items":["x"]}""")),
                Answered(Said("b", """{"total":5,"items":["x","y"]}""") with { Repairs = ["/total: trimmed"] }),
            ],
            Terms());

        Assert.Equal(("5", """["x","y"]"""), (ValueOf(outcome, "total"), ValueOf(outcome, "items")));
        Assert.Equal(["/total: trimmed"], Assert.IsType<Extracted>(outcome).Repairs);
        Assert.Equal("a", Assert.IsType<Extracted>(outcome).Source.Model);
    }

    [Fact]
    public void What_slices_disagree_about_is_told_by_slice()
    {
        var outcome = DocumentOutcome.Decide(
            [Answered(Said("a", """{"total":5}""")), Answered(Said("b", """{"total":6}"""))], Terms());

        var said = Assert.Single(Assert.IsType<Extracted>(outcome).Answer.Evidence.Said);
        Assert.Equal(["slice 1", "slice 2"], said.Values.SelectMany(value => value.By));
    }

    [Fact]
    public void What_models_say_of_one_slice_is_told_with_the_slice()
    {
        var outcome = DocumentOutcome.Decide(
            [
                Answered(
                    Said("a", """{"total":5}"""),
                    Said("b", """{"total":6}""", 1),
                    Said("c", """{"total":6}""", 2)),
                Answered(Said("a", """{"net":4}""")),
            ],
            Terms(votes: 3));

        Assert.Contains(
            "b, slice 1",
            Assert.IsType<Extracted>(outcome).Answer.Evidence.Said.SelectMany(said => said.Values)
                .SelectMany(value => value.By));
    }

    [Fact]
    public void A_doubtful_slice_is_asked_again_while_others_are_open() =>
        Assert.IsType<AskedAgain>(DocumentOutcome.Decide(
            [Answered(Said("a", """{"total":5}""", doubtful: "total")), Open()], Terms(votes: 2)));
}
