using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Limits;

public sealed class PermitGatePaceTests
{
    private readonly ManualClock _clock = new();
    private readonly InMemoryPermitLedger _ledger;
    private readonly PermitGate _gate;

    public PermitGatePaceTests()
    {
        _ledger = new InMemoryPermitLedger(_clock);
        _gate = new PermitGate(_ledger, _clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<CallFailure, bool> Refusals => new()
    {
        { new(FailureClass.ModelPaused, "too many requests") { Delay = TimeSpan.Zero }, true },
        { new(FailureClass.AccountPaused, "slow down") { Delay = TimeSpan.Zero }, true },
        { new(FailureClass.TryElsewhere, "busy upstream"), false },
        { new(FailureClass.ModelPaused, "the day is spent") { Delay = TimeSpan.Zero, Spent = true }, false },
    };

    [Theory]
    [MemberData(nameof(Refusals))]
    public async Task Only_a_refusal_for_asking_too_fast_slows_a_model_down(CallFailure failure, bool slower)
    {
        var model = await DeclareAsync(Some.Model("m", Some.Account()));
        await TakeAsync(model, 10);

        await RefuseAsync(model, failure);

        Assert.Equal(slower ? 5 : null, await PaceOfAsync(model));
    }

    [Fact]
    public async Task A_model_whose_minute_is_bounded_keeps_to_that_alone()
    {
        var bounded = Some.Account() with
        {
            Limits = new Dictionary<Tier, IReadOnlyList<Limit>>
            {
                [Tier.Free] = [new(TimeSpan.FromSeconds(60)) { Requests = 90 }],
            },
        };
        var model = await DeclareAsync(Some.Model("m", bounded));
        await TakeAsync(model, 10);

        await RefuseAsync(model, new(FailureClass.ModelPaused, "too many") { Delay = TimeSpan.Zero });

        Assert.Null(await PaceOfAsync(model));
    }

    [Fact]
    public async Task Each_window_that_is_used_up_without_a_refusal_brings_one_more()
    {
        var model = await DeclareAsync(Some.Model("m", Some.Account()));
        await TakeAsync(model, 10);
        await RefuseAsync(model, new(FailureClass.ModelPaused, "too many") { Delay = TimeSpan.Zero });
        var taken = new List<int>();
        for (var window = 0; window < 4; window++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1.5));
            taken.Add(await TakeAsync(model, 10));
        }

        Assert.Equal([5, 6, 7, 8], taken);
    }

    private async Task<Model> DeclareAsync(Model model)
    {
        await _ledger.DeclareAsync(1, LimitScope.ListFor(model), Token);
        return model;
    }

    private async Task<int?> PaceOfAsync(Model model) =>
        (await _ledger.ReadAsync([ScopeId.OfModel(model)], Token))[0].Requests;

    private Task RefuseAsync(Model model, CallFailure failure) => _gate.ReactAsync(
        new Permit(new PermitAnswer(1, null, null), 0), model, new() { Status = 429, Failure = failure }, Token);

    private async Task<int> TakeAsync(Model model, int requests)
    {
        var asked = new AskedPermit(model, new PermitRequest(
            1, 1, model.Account.Id, model.Id, LimitScope.IdsOf(model, 1), [], []));
        var permits = await _gate.TakeAsync([.. Enumerable.Repeat(asked, requests)], Token);
        return permits.Count(permit => permit.AttemptId is not null);
    }
}
