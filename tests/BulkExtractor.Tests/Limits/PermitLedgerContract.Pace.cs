using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

/// <summary>How fast a model is asked that names no limit.</summary>
public abstract partial class PermitLedgerContract
{
    private static readonly TimeSpan PaceWindow = TimeSpan.FromSeconds(1.5);

    [Fact]
    public async Task A_model_is_asked_without_bound_until_it_refuses()
    {
        var ledger = await CreateAsync(Model);

        Assert.Equal(40, await TakeWindowAsync(ledger));
    }

    [Fact]
    public async Task A_refusal_halves_what_the_last_window_held()
    {
        var ledger = await CreateAsync(Model);
        await TakeAsync(ledger, 12, Model);

        await ledger.PaceAsync(Model.Id, refused: true, Token);

        await AdvanceAsync(PaceWindow);
        Assert.Equal(6, await TakeWindowAsync(ledger));
    }

    [Fact]
    public async Task A_window_that_was_used_up_lets_one_more_through_and_one_that_was_not_does_not()
    {
        var ledger = await PacedAsync();
        await TakeWindowAsync(ledger);
        await ledger.PaceAsync(Model.Id, refused: false, Token);
        await AdvanceAsync(PaceWindow);
        await TakeAsync(ledger, 2, Model);

        await ledger.PaceAsync(Model.Id, refused: false, Token);

        await AdvanceAsync(PaceWindow);
        Assert.Equal(7, await TakeWindowAsync(ledger));
    }

    [Fact]
    public async Task Several_refusals_within_a_window_are_one_step()
    {
        var ledger = await PacedAsync();
        await TakeWindowAsync(ledger);

        await ledger.PaceAsync(Model.Id, refused: true, Token);
        await ledger.PaceAsync(Model.Id, refused: true, Token);

        await AdvanceAsync(PaceWindow);
        Assert.Equal(3, await TakeWindowAsync(ledger));
    }

    [Fact]
    public async Task The_slowest_pace_is_one_request_a_window()
    {
        var ledger = await CreateAsync(Model);
        for (var i = 0; i < 3; i++)
        {
            await TakeAsync(ledger, Model);
            await ledger.PaceAsync(Model.Id, refused: true, Token);
            await AdvanceAsync(PaceWindow);
        }

        Assert.Equal(1, await TakeWindowAsync(ledger));
    }

    [Fact]
    public async Task A_pace_holds_for_the_next_worker_too()
    {
        var ledger = await PacedAsync();

        await ledger.DeclareAsync(await AddWorkerAsync(), [Model], Token);

        Assert.Equal(6, await TakeWindowAsync(ledger));
    }

    // Six a window.
    private async Task<IPermitLedger> PacedAsync()
    {
        var ledger = await CreateAsync(Model);
        await TakeAsync(ledger, 12, Model);
        await ledger.PaceAsync(Model.Id, refused: true, Token);
        await AdvanceAsync(PaceWindow);
        return ledger;
    }

    private async Task<int> TakeWindowAsync(IPermitLedger ledger) =>
        (await TakeAsync(ledger, 40, Model)).Count(answer => answer.AttemptId is not null);
}
