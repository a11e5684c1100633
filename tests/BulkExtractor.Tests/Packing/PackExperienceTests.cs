using BulkExtractor.Packing;

namespace BulkExtractor.Tests.Packing;

public sealed class PackExperienceTests
{
    private static readonly PackHabit Start = new(Documents: 10, OutputPerDocument: 100, OutputDeviation: 0);

    private readonly PackExperience _experience = new();

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
        Learn(Whole(12) with { Answered = 11 });
        var missed = Habit.Documents;
        Learn(Whole((int)missed));

        Assert.Equal(12.5, first);
        Assert.Equal(missed + 0.5, Habit.Documents, 3);
    }

    [Fact]
    public void A_pack_that_was_not_full_proves_nothing()
    {
        Learn(Whole(3));

        Assert.Equal(10, Habit.Documents);
    }

    [Fact]
    public void A_missing_document_makes_packs_smaller_and_a_cut_answer_makes_them_much_smaller()
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

    private PackHabit Habit => _experience.Of("m", "d", Start);

    private void Learn(PackOutcome outcome) => _experience.Learn("m", "d", Start, outcome);

    private static PackOutcome Whole(int documents) => new(documents, documents, Truncated: false);
}
