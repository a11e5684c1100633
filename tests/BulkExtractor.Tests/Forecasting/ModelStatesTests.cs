using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Routing;

namespace BulkExtractor.Tests.Forecasting;

public sealed class ModelStatesTests
{
    private static readonly Model Model = Some.Model("m", Some.Account());

    private readonly InMemoryPermitLedger _ledger = new(new ManualClock());

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_that_nothing_holds_up_is_ready_and_tells_what_it_brought_lately()
    {
        await DeclareAsync();
        var rate = new ModelRate(Model.Account.Id, Model.Id, Requests: 4, Answered: 3, Rows: 12);

        var state = Assert.Single(await ReadAsync(Pool, rate));

        Assert.Equal("ready", state.State);
        Assert.Equal(rate, state.Rate);
    }

    [Fact]
    public async Task A_model_whose_scope_is_paused_cools_until_then_and_for_that_reason()
    {
        await DeclareAsync();
        await _ledger.PauseAsync(
            ScopeId.OfModel(Model), ScopePause.For(TimeSpan.FromMinutes(1), "too many at once"), Token);

        var state = Assert.Single(await ReadAsync(Pool));

        Assert.Equal(("cooling", "too many at once"), (state.State, state.Reason));
        Assert.NotNull(state.Until);
    }

    [Fact]
    public async Task Models_that_are_gone_stand_last_with_the_reason()
    {
        await DeclareAsync();
        var gone = Some.Model("old", Some.Account());

        var states = await ReadAsync(Pool with { Retired = [new RetiredModel(gone, "not listed any more")] });

        Assert.Equal(["ready", "retired"], states.Select(state => state.State));
        Assert.Equal("not listed any more", states[1].Reason);
    }

    private static Pool Pool => new([Model.Account], [Model], "", []);

    private Task<IReadOnlyList<LimitScope>> DeclareAsync() => _ledger.DeclareAsync(1, LimitScope.ListFor(Model), Token);

    private Task<IReadOnlyList<ModelState>> ReadAsync(Pool pool, params ModelRate[] rates) =>
        new ModelStates(_ledger, new KnownAttempts(rates), new NoSentinels()).ReadAsync(pool, Token);
}
