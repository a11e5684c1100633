namespace BulkExtractor.Tests.Limits;

/// <summary>What every permit ledger does when a clock, or a limit, turns out not to be what was thought.</summary>
public abstract partial class PermitLedgerContract
{
    [Fact]
    public async Task A_clock_that_was_back_for_a_while_opens_no_window_early()
    {
        var ledger = await CreateAsync(PerMinute);
        await TakeAsync(ledger, 1, PerMinute);
        await AdvanceAsync(-Minute);
        await TakeAsync(ledger, 2, PerMinute);

        await AdvanceAsync(Minute + TimeSpan.FromSeconds(2));
        var refused = await TakeAsync(ledger, PerMinute);

        Assert.Equal(TimeSpan.FromSeconds(59), refused.Wait);
    }

    [Fact]
    public async Task The_answer_tells_what_the_clock_says_also_when_it_went_back()
    {
        var ledger = await CreateAsync(PerMinute);
        var before = await TakeAsync(ledger, PerMinute);
        await AdvanceAsync(-Minute);

        var after = await TakeAsync(ledger, PerMinute);

        Assert.Equal(-Minute, after.At - before.At);
    }

    [Fact]
    public async Task Every_window_can_be_closed_for_its_length()
    {
        var ledger = await CreateAsync(PerMinute, PerDay, Model);

        await ledger.PauseSpansAsync("the clock jumped", Token);

        var refused = await TakeAsync(ledger, PerMinute, PerDay, Model);
        Assert.Equal((PerMinute.Id, Minute + PerMinute.Margin), (refused.RefusedBy, refused.Wait));
        Assert.NotNull((await TakeAsync(ledger, PerDay, Model)).AttemptId);
    }

    [Fact]
    public async Task A_limit_that_was_broken_has_twice_the_margin_from_then_on()
    {
        var ledger = await CreateAsync(PerMinute);
        var broken = Named(delay: Moment) with { Widen = true };
        await ledger.PauseAsync(PerMinute.Id, broken, Token);
        await ledger.PauseAsync(PerMinute.Id, broken, Token);
        await AdvanceAsync(Moment);
        await TakeAsync(ledger, 3, PerMinute);

        Assert.Equal(TimeSpan.FromSeconds(62), (await TakeAsync(ledger, PerMinute)).Wait);
        await ledger.DeclareAsync(await AddWorkerAsync(), [PerMinute], Token);
        Assert.Equal(TimeSpan.FromSeconds(62), (await TakeAsync(ledger, PerMinute)).Wait);
    }
}
