using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class ChunkWindowTests
{
    private static readonly Account Account = Some.Account();
    private static readonly Model First = Some.Model("first", Account);
    private static readonly Model Second = Some.Model("second", Account);
    private static readonly Question AnsweredByFirst = Question.AllFields.AskAnotherModel([First.Key], null);

    private readonly ChunkWindow _window = new();
    private readonly BatchPlan _plan = Some.Plan(pack: 3, First, Second);

    [Fact]
    public void A_pack_that_is_not_full_waits_while_more_may_come()
    {
        Add(_plan, Some.Waiting(1), Some.Waiting(2));

        Assert.Empty(Choose(First, mayBePartial: false));
        Assert.Equal(2, Choose(First, mayBePartial: true).Count);
    }

    [Fact]
    public void Chunks_of_which_other_fields_are_asked_make_no_pack_full()
    {
        var question = Question.TheseFields(["value"], new ReusedFields([]));
        Add(_plan, Some.Waiting(1) with { Question = question }, Some.Waiting(2), Some.Waiting(3));

        Assert.Empty(Choose(First, mayBePartial: false));
        Assert.Equal([1], Choose(First, mayBePartial: true).Select(chunk => chunk.ChunkId));
    }

    [Fact]
    public void Suspects_make_no_pack_full_and_do_not_wait_behind_one_that_may_become_fuller()
    {
        Add(_plan, Some.Waiting(1), Some.Waiting(2), Some.Waiting(3) with { BisectionOf = 7 });
        Assert.Empty(Choose(First, mayBePartial: false)); // another suspect may come with the next lease

        _plan.Dry = true;

        Assert.Equal([3], Choose(First, mayBePartial: false).Select(chunk => chunk.ChunkId));
        Assert.Equal([1, 2], Choose(First, mayBePartial: true).Select(chunk => chunk.ChunkId));
    }

    [Fact]
    public void What_was_chosen_stays_until_it_is_sent()
    {
        Add(_plan, Some.Waiting(1), Some.Waiting(2), Some.Waiting(3));

        var chosen = Choose(First, mayBePartial: false);

        Assert.Equal(chosen, Choose(First, mayBePartial: false));
        Flights.Send(_plan, First, chosen, _window);
        Assert.True(_window.IsEmpty);
    }

    [Fact]
    public void What_was_sent_and_never_left_waits_again_from_the_next_look_on()
    {
        Add(_plan, Some.Waiting(1), Some.Waiting(2), Some.Waiting(3));
        var sent = Flights.Send(_plan, First, Choose(First, mayBePartial: false), _window);

        sent.Return();
        Assert.True(_window.IsEmpty);
        _window.AddReturned();

        Assert.Equal(3, _window.Count(_plan));
    }

    [Fact]
    public void What_may_have_left_does_not_wait_again()
    {
        Add(_plan, Some.Waiting(1), Some.Waiting(2), Some.Waiting(3));
        var sent = Flights.Send(_plan, First, Choose(First, mayBePartial: false), _window);

        sent.Dispose();
        _window.AddReturned();

        Assert.True(_window.IsEmpty);
    }

    [Fact]
    public void What_is_nobodys_any_more_is_taken_out()
    {
        Add(_plan, Some.Waiting(1), Some.Waiting(2), Some.Waiting(3));
        var pack = Flights.Choose(_plan, First, [Some.Waiting(1)], _window);
        pack.Decide(Flights.Stale);

        pack.Dispose();

        Assert.Equal(2, _window.Count(_plan));
    }

    [Fact]
    public void A_model_is_tried_with_a_chunk_that_was_never_sent()
    {
        Add(_plan, Some.Waiting(1) with { LeaseToken = 2 }, Some.Waiting(2) with { LeaseToken = 2 }, Some.Waiting(3));

        Assert.Equal(3, _window.ChooseForTrial(_plan, First, Choose(First, mayBePartial: false)).ChunkId);
    }

    [Fact]
    public void A_model_is_tried_with_nothing_that_is_too_long_for_it()
    {
        Add(_plan, Some.Waiting(1) with { LeaseToken = 2 }, Some.Waiting(2, tokens: 1_000_000));

        Assert.Equal(1, _window.ChooseForTrial(_plan, First, Choose(First, mayBePartial: true)).ChunkId);
    }

    [Fact]
    public void A_model_is_tried_with_the_first_of_a_pack_where_all_were_sent_before()
    {
        Add(_plan, Some.Waiting(1) with { LeaseToken = 2 }, Some.Waiting(2) with { LeaseToken = 3 });

        Assert.Equal(1, _window.ChooseForTrial(_plan, First, Choose(First, mayBePartial: true)).ChunkId);
    }

    [Fact]
    public void A_chunk_goes_to_another_model_than_the_one_that_failed_it()
    {
        Add(_plan, Some.Waiting(1, blamed: First.Key));

        Assert.Empty(Choose(First, mayBePartial: true));
        Assert.Single(Choose(Second, mayBePartial: true));
    }

    [Fact]
    public void A_chunk_that_every_model_failed_may_go_to_any()
    {
        Add(_plan, Some.Waiting(1, blamed: [First.Key, Second.Key]));

        Assert.Single(Choose(First, mayBePartial: true));
    }

    [Fact]
    public void A_chunk_never_goes_to_a_model_that_had_its_say_even_if_every_other_one_failed_it()
    {
        Add(_plan, Some.Waiting(1, blamed: [Second.Key]) with { Question = AnsweredByFirst });

        Assert.Empty(Choose(First, mayBePartial: true));
        Assert.Single(Choose(Second, mayBePartial: true));
    }

    [Fact]
    public void Only_what_waits_for_another_opinion_is_taken_out_as_waiting_in_vain()
    {
        Add(_plan, Some.Waiting(1), Some.Waiting(2) with { Question = AnsweredByFirst });

        Assert.Equal([2], _window.RemoveVoted(_plan, (_, _) => true).Select(chunk => chunk.ChunkId));
        Assert.Equal(1, _window.Count(_plan));
    }

    [Fact]
    public void A_chunk_that_was_lost_and_leased_again_stands_there_once_under_its_new_lease()
    {
        Add(_plan, Some.Waiting(1), Some.Waiting(2));

        Add(_plan, Some.Waiting(1) with { LeaseToken = 2 });

        Assert.Equal([2, 1], Choose(First, mayBePartial: true).Select(chunk => chunk.LeaseToken));
    }

    [Fact]
    public void What_is_reserved_goes_into_no_other_pack_and_keeps_its_place_when_it_is_released()
    {
        Add(_plan, [.. Enumerable.Range(1, 6).Select(id => Some.Waiting(id))]);
        var first = Flights.Choose(_plan, First, Choose(First, mayBePartial: false), _window);

        var second = Choose(Second, mayBePartial: false);

        Assert.Equal(3, second.Count);
        Assert.Empty(second.Intersect(first.Chunks));
        Assert.Equal(3, _window.Count(_plan));
        first.Dispose();
        Assert.Equal(first.Chunks, Choose(First, mayBePartial: false));
    }

    [Fact]
    public void A_batch_is_emptied_without_touching_the_others()
    {
        var other = Some.Plan(pack: 3, First);
        Add(_plan, Some.Waiting(1));
        Add(other, Some.Waiting(2));

        Assert.Equal([1], _window.RemoveAll(_plan).Select(chunk => chunk.ChunkId));
        Assert.Equal([other], _window.Plans);
    }

    private void Add(BatchPlan plan, params LeasedChunk[] chunks) => _window.Add(new WaitingChunks(plan, chunks));

    private IReadOnlyList<LeasedChunk> Choose(Model model, bool mayBePartial) =>
        _window.NeedsOf(_plan)
            .Select(need => _window.Choose(_plan, need, model, [First, Second], mayBePartial))
            .FirstOrDefault(chosen => chosen.Count > 0) ?? [];
}
