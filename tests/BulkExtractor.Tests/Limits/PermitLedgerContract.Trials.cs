using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

public abstract partial class PermitLedgerContract
{
    private static readonly TimeSpan Trial = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task After_a_pause_one_request_is_let_through_and_the_others_wait_a_moment()
    {
        var ledger = await CreatePausedAsync();

        var answers = await TakeAsync(ledger, 3, Model);

        Assert.Equal([true, false, false], answers.Select(answer => answer.AttemptId is not null));
        Assert.Equal((Model.Id, Moment), (answers[1].RefusedBy, answers[1].Wait));
        Assert.All(answers, answer => Assert.True(answer.HalfOpen));
    }

    [Fact]
    public async Task The_success_of_the_request_after_a_pause_opens_the_scope_for_all()
    {
        var ledger = await CreatePausedAsync();
        var trial = await TakeAsync(ledger, Model);

        await ledger.CloseAsync(trial.AttemptId!.Value, [Model.Id], Token);

        Assert.All(await TakeAsync(ledger, 3, Model), answer => Assert.NotNull(answer.AttemptId));
    }

    [Fact]
    public async Task A_request_from_before_the_pause_opens_nothing_when_it_succeeds()
    {
        var ledger = await CreateAsync(Model);
        var early = await TakeAsync(ledger, Model);
        await PauseAsync(ledger);

        await ledger.CloseAsync(early.AttemptId!.Value, [Model.Id], Token);

        Assert.Equal(1, (await TakeAsync(ledger, 3, Model)).Count(answer => answer.AttemptId is not null));
    }

    [Fact]
    public async Task A_request_after_a_pause_of_which_nobody_hears_again_is_followed_by_another_one()
    {
        var ledger = await CreatePausedAsync();
        await TakeAsync(ledger, Model);

        await AdvanceAsync(Trial);

        Assert.Equal(1, (await TakeAsync(ledger, 3, Model)).Count(answer => answer.AttemptId is not null));
    }

    [Fact]
    public async Task A_permit_given_back_after_a_pause_leaves_the_trial_to_another_request()
    {
        var ledger = await CreatePausedAsync();
        await ledger.ReturnAsync((await TakeAsync(ledger, Model)).AttemptId!.Value, Token);

        await AdvanceAsync(TimeSpan.FromMilliseconds(1));

        Assert.Equal(1, (await TakeAsync(ledger, 3, Model)).Count(answer => answer.AttemptId is not null));
    }

    private async Task<IPermitLedger> CreatePausedAsync()
    {
        var ledger = await CreateAsync(Model);
        await PauseAsync(ledger);
        return ledger;
    }

    private async Task PauseAsync(IPermitLedger ledger)
    {
        await ledger.PauseAsync(Model.Id, ScopePause.For(Minute, "busy") with { Trial = Trial }, Token);
        await AdvanceAsync(Minute + Moment);
    }
}
