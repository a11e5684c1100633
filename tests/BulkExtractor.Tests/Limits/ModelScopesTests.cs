using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Limits;

public sealed class ModelScopesTests
{
    private static readonly Model Model = Some.Model("m:free", Some.Account()) with { Listed = true };
    private static readonly Pool With = new([Model.Account], [Model], "", []);
    private static readonly Pool Without = With with { Models = [] };
    private static readonly ScopeId Scope = ScopeId.OfModel(Model);

    private readonly ManualClock _clock = new();
    private readonly InMemoryPermitLedger _ledger;

    public ModelScopesTests() => _ledger = new InMemoryPermitLedger(_clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_that_was_found_gone_lately_is_not_tried_again_though_it_is_listed()
    {
        await LoseAsync();

        await OpenAsync(null, With);

        Assert.True(await IsGoneAsync());
    }

    [Fact]
    public async Task A_model_that_was_found_gone_a_day_ago_is_tried_again_when_it_is_listed()
    {
        await LoseAsync();
        _clock.Advance(TimeSpan.FromDays(1));

        await OpenAsync(With, With);

        Assert.False(await IsGoneAsync());
    }

    [Fact]
    public async Task A_model_that_nobody_listed_stays_gone()
    {
        await LoseAsync();
        _clock.Advance(TimeSpan.FromDays(1));

        await OpenAsync(null, With with { Models = [Model with { Listed = false }] });

        Assert.True(await IsGoneAsync());
    }

    [Fact]
    public async Task A_model_that_comes_into_a_pool_without_it_is_tried_at_once()
    {
        await LoseAsync();

        await OpenAsync(Without, With);

        Assert.False(await IsGoneAsync());
    }

    private Task<IReadOnlyList<string>> OpenAsync(Pool? before, Pool next) =>
        new ModelScopes(_ledger, 1).OpenAsync(before, next, Token);

    private async Task LoseAsync()
    {
        await OpenAsync(null, With);
        await _ledger.TakeAsync(new PermitRequest(1, 1, "a", "m", [Scope], [], []), Token);
        await _ledger.PauseAsync(Scope, ScopePause.ForGood("gone"), Token);
    }

    private async Task<bool> IsGoneAsync() => (await _ledger.ReadAsync([Scope], Token))[0].PausedUntil is not null;
}
