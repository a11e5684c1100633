using BulkExtractor.Batches;

namespace BulkExtractor.Tests.Batches;

public sealed class BatchWaitTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    private static readonly BatchFacts Working = new()
    {
        State = "extracting",
        IsSplit = true,
        Accounts = ["north", "south"],
        Workers = 1,
        KnownAccounts = ["north", "south"],
        UnderWay = 1,
        Next = new NextChunk(Now.AddSeconds(40), IsLeased: true, IsHeld: true),
        MovedAt = Now.AddSeconds(-1),
        Now = Now,
    };

    private static BatchFacts Silent => Working with { UnderWay = 0, MovedAt = Now.AddMinutes(-5) };

    [Fact]
    public void What_is_worked_on_waits_for_nothing() => Assert.Null(BatchWait.Decide(Working).Reason);

    [Theory]
    [InlineData("finished")]
    [InlineData("cancelled")]
    [InlineData("paused")]
    public void What_nobody_should_work_on_waits_for_nothing(string state) =>
        Assert.Null(BatchWait.Decide(Silent with { State = state, Workers = 0 }).Reason);

    [Theory]
    [InlineData("queued", false)]
    [InlineData("extracting", true)]
    [InlineData("waiting", true)]
    public void Without_a_worker_it_waits_for_one_beside_what_was_said_before(string state, bool split)
    {
        var wait = BatchWait.Decide(
            Silent with
            {
                State = state,
                IsSplit = split,
                Said = split ? "quota" : null,
                Workers = 0,
                KnownAccounts = [],
            });

        Assert.StartsWith(
            split ? "quota; and for a worker: none is there" : "a worker: none is there",
            wait.Reason,
            StringComparison.Ordinal);
        Assert.False(wait.IsUnexplained);
    }

    [Fact]
    public void Why_it_cannot_be_split_is_told_whoever_is_there() =>
        Assert.Equal("splitting failed", BatchWait.Decide(
            Silent with { State = "waiting", IsSplit = false, Said = "splitting failed", Workers = 0 }).Reason);

    [Fact]
    public void Who_submits_may_work_on_it_in_a_moment() =>
        Assert.Null(BatchWait.Decide(Working with { State = "queued", IsSplit = false, Workers = 0 }).Reason);

    [Fact]
    public void Workers_that_know_none_of_its_accounts_are_told_by_those() =>
        Assert.Contains("north, south", BatchWait.Decide(Silent with { KnownAccounts = [] }).Reason!);

    [Fact]
    public void What_a_worker_says_counts() =>
        Assert.Equal("north: 20 requests are used up", BatchWait.Decide(
            Silent with { State = "waiting", Said = "north: 20 requests are used up" }).Reason);

    [Fact]
    public void What_comes_due_later_is_told_with_its_time() =>
        Assert.Contains("asked again at 2026-11-30 12:05:00 UTC", BatchWait.Decide(
            Silent with { Next = new NextChunk(Now.AddMinutes(5), IsLeased: false, IsHeld: false) }).Reason!);

    [Fact]
    public void A_clock_that_was_set_back_is_told_whatever_comes_due_by_it() =>
        Assert.Equal("the database's clock, which was set back: it goes on at 2026-11-30 13:00:00 UTC by that clock", (
            BatchWait.Decide(Silent with
            {
                MovedAt = Now.AddHours(1),
                Next = new NextChunk(Now.AddHours(1), IsLeased: false, IsHeld: false),
            })).Reason);

    [Fact]
    public void The_lease_of_a_worker_that_is_gone_is_told_with_its_end() =>
        Assert.Contains("a worker that is gone: it ends at 2026-11-30 12:00:40 UTC", BatchWait.Decide(
            Silent with { Next = new NextChunk(Now.AddSeconds(40), IsLeased: true, IsHeld: false) }).Reason!);

    [Fact]
    public void Where_the_known_models_ask_nothing_the_unknown_accounts_are_told()
    {
        var wait = BatchWait.Decide(Silent with { KnownAccounts = ["north"] });

        Assert.Contains("south is known to none", wait.Reason!);
        Assert.False(wait.IsUnexplained);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void What_nothing_explains_is_told_as_that(bool split, bool chunks)
    {
        var wait = BatchWait.Decide(Silent with { IsSplit = split, Next = chunks ? Working.Next : null });

        Assert.True(wait.IsUnexplained);
        Assert.Contains("since 2026-11-30 11:55:00 UTC", wait.Reason!);
    }

    [Fact]
    public void A_short_silence_needs_no_explanation() =>
        Assert.Null(BatchWait.Decide(Silent with { MovedAt = Now.AddSeconds(-90) }).Reason);

    [Fact]
    public void Every_state_of_a_batch_that_stands_still_is_said_in_words()
    {
        bool[] both = [true, false];
        NextChunk?[] chunks =
        [
            null, .. from due in new[] { -60, 60 } from leased in both from held in both
                     select new NextChunk(Now.AddSeconds(due), leased, held && leased),
        ];
        var all =
            from state in new[] { "queued", "extracting", "waiting" }
            from split in both
            from workers in new[] { 0, 1 }
            from known in new[] { 0, 1, 2 }
            from next in chunks
            select Silent with
            {
                State = state,
                IsSplit = split,
                Said = state == "waiting" ? "something" : null,
                Workers = workers,
                KnownAccounts = [.. Working.Accounts.Take(workers * known)],
                Next = next,
            };

        Assert.All(all, facts => Assert.NotNull(BatchWait.Decide(facts).Reason));
    }

    [Theory]
    [InlineData(45, "quota, until 2026-11-30 12:00:50 UTC")]
    [InlineData(12 * 3_600 + 2, "quota, until 2026-12-01 00:00:00 UTC")]
    [InlineData(40 * 86_400, "quota")]
    public void A_wait_is_told_with_its_end_if_it_has_one(int seconds, string said) =>
        Assert.Equal(said, BatchWait.Until("quota", TimeSpan.FromSeconds(seconds), Now));
}
