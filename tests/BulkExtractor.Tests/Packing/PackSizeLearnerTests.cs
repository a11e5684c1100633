using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Tests.Packing;

public sealed class PackSizeLearnerTests
{
    private static readonly PackStats Start = new(Documents: 10, OutputPerDocument: 100, OutputDeviation: 0);

    private readonly PackSizeLearner _experience = new();

    [Fact]
    public void Packs_grow_while_they_come_back_whole_but_not_for_ever()
    {
        for (var i = 0; i < 100; i++) Learn(Whole((int)Habit.Documents));

        Assert.Equal(25, Habit.Documents);
    }

    [Fact]
    public void Packs_grow_fast_until_one_is_too_large_and_slowly_from_then_on()
    {
        Learn(Whole(10));
        var first = Habit.Documents;
        Learn(Whole(12) with { Answered = 9 });
        var missed = Habit.Documents;
        Learn(Whole((int)missed));

        Assert.Equal(12.5, first);
        Assert.Equal(9.5, missed);
        Assert.Equal(missed + 1, Habit.Documents, 3); // below its start
    }

    [Fact]
    public void From_a_size_that_was_too_large_packs_come_back_by_a_quarter_of_the_way_and_then_slowly()
    {
        while (Habit.Documents < 25) Learn(Whole((int)Habit.Documents));
        Learn(Whole(25) with { Answered = 12, Truncated = true });
        var cut = Habit.Documents;
        Learn(Whole(17));
        var first = Habit.Documents;
        for (var i = 0; i < 5; i++) Learn(Whole((int)Habit.Documents));
        var late = Habit.Documents;
        Learn(Whole((int)late));

        Assert.Equal((17.5, 19.375), (cut, first));
        Assert.Equal(late + 0.5, Habit.Documents, 3);
    }

    [Fact]
    public void A_size_that_was_too_large_once_and_is_not_again_no_longer_slows_the_growth()
    {
        Learn(Whole(10) with { Answered = 4, Truncated = true });
        while (Habit.Documents < 11) Learn(Whole((int)Habit.Documents));
        Learn(Whole(11));
        var over = Habit.Documents;
        Learn(Whole((int)over));

        Assert.Equal(over * 1.25, Habit.Documents, 3);
    }

    [Theory]
    [InlineData(14, 18, 18)]
    [InlineData(20, 18, null)]
    public void What_others_found_too_large_counts_unless_larger_packs_came_back_whole(
        int whole, int tooLarge, int? expected)
    {
        _experience.Adopt("m", "d", Start, whole, tooLarge);

        Assert.Equal(((double)whole, (double?)expected), (Habit.Documents, Habit.TooLarge));
    }

    [Fact]
    public void A_document_forgotten_in_a_large_pack_does_not_end_the_fast_growth()
    {
        Learn(Whole(10) with { Answered = 9 });
        Learn(Whole(9));

        Assert.Equal(9 * 1.25, Habit.Documents, 3);
    }

    [Fact]
    public void Documents_missing_in_a_small_pack_cost_no_more_than_in_a_large_one()
    {
        Learn(Whole(3) with { Answered = 2 });

        Assert.Equal(9, Habit.Documents);
    }

    [Fact]
    public void A_pack_that_was_not_full_proves_nothing()
    {
        Learn(Whole(3));

        Assert.Equal(10, Habit.Documents);
    }

    [Fact]
    public void Packs_shrink_by_what_was_missing_and_much_where_the_answer_was_cut()
    {
        Learn(Whole(10) with { Answered = 9 });
        var missing = Habit.Documents;
        Learn(Whole(9) with { Answered = 4, Truncated = true });

        Assert.Equal(9, missing);
        Assert.Equal(6.3, Habit.Documents, 3);
    }

    [Fact]
    public void Documents_that_were_mixed_up_make_packs_much_smaller()
    {
        Learn(Whole(10) with { Answered = 9, Mixed = 1 });

        Assert.Equal(7, Habit.Documents, 3);
    }

    [Fact]
    public void Room_is_kept_for_the_thoughts_of_a_model()
    {
        Learn(Whole(10) with { CompletionTokens = 5_000, Thoughts = 4_000 });

        Assert.Equal(4_000, Habit.Thoughts);
        Assert.InRange(Habit.OutputPerDocument, 99, 101);
    }

    [Fact]
    public void A_refused_format_is_remembered_for_the_model_and_never_tried_again()
    {
        var model = Some.Model() with { GoodFor = ["structured"] };
        var other = model with { Id = "other" };

        _experience.Refused(model, ReplyFormat.Schema);
        _experience.Refused(model, ReplyFormat.Schema);
        var once = _experience.FormatOf(model);
        _experience.Refused(model, ReplyFormat.JsonObject);

        Assert.Equal((ReplyFormat.JsonObject, ReplyFormat.Prompt), (once, _experience.FormatOf(model)));
        Assert.Equal(ReplyFormat.Schema, _experience.FormatOf(other));
    }

    [Fact]
    public void A_pack_never_shrinks_below_one_document()
    {
        for (var i = 0; i < 50; i++) Learn(Whole(1) with { Answered = 0, Truncated = true });

        Assert.Equal(1, Habit.Documents);
    }

    [Fact]
    public void Occasional_losses_leave_a_good_model_its_large_packs()
    {
        for (var i = 1; i <= 500; i++)
        {
            var documents = (int)Habit.Documents;
            Learn(Whole(documents) with { Answered = i % 50 == 0 ? documents - 1 : documents });
        }

        Assert.InRange(Habit.Documents, 20, 25);
    }

    [Fact]
    public void What_the_provider_counts_replaces_what_was_estimated()
    {
        for (var i = 0; i < 100; i++) Learn(Whole(10) with { CompletionTokens = 400 });

        Assert.InRange(Habit.OutputReserve, 40, 45);
    }

    [Fact]
    public void The_first_answer_says_more_of_the_next_ones_than_the_estimate()
    {
        Learn(Whole(10) with { CompletionTokens = 400 });

        Assert.Equal((40, 56), (Habit.OutputPerDocument, Habit.OutputReserve));
    }

    [Fact]
    public void What_was_learned_is_news_once_and_another_worker_goes_on_from_it()
    {
        var model = Some.Model() with { GoodFor = ["structured"] };
        Learn(Whole(10));
        _experience.Refused(model, ReplyFormat.Schema);
        _experience.Count(model.Key, new Dictionary<Script, int> { [Script.Latin] = 100 }, 200);
        var news = _experience.TakeNews()!;
        var other = new PackSizeLearner();

        other.Restore(news);

        Assert.Null(_experience.TakeNews());
        Assert.Equal(Habit, other.Of("m", "d", Start));
        Assert.Equal(ReplyFormat.JsonObject, other.FormatOf(model));
        Assert.Equal(
            _experience.FactorsOf(model.Key).For(Script.Latin), other.FactorsOf(model.Key).For(Script.Latin));
    }

    [Fact]
    public void What_is_known_here_counts_more_than_what_others_knew()
    {
        Learn(Whole(10));

        _experience.Restore(new LearnedPackStats([new DefinitionPackStats("m", "d", Start with { Documents =
            3 })], []));

        Assert.Equal(12.5, Habit.Documents);
    }

    [Fact]
    public void Factors_of_other_scripts_than_there_are_now_count_for_nothing() =>
        Assert.Equal(1, TokenFactors.Create([2, 2]).For(Script.Latin));

    private PackStats Habit => _experience.Of("m", "d", Start);

    private void Learn(PackOutcome outcome) => _experience.Learn("m", "d", Start, outcome);

    private static PackOutcome Whole(int documents) => new(documents, documents, Truncated: false);
}
