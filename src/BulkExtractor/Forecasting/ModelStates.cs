using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Quality;
using BulkExtractor.Routing;

namespace BulkExtractor.Forecasting;

/// <summary>Puts together what the pool, the ledger and the attempts say about models.</summary>
public sealed class ModelStates(IPermitLedger ledger, IAttemptHistory history, ISentinelStore sentinels)
{
    /// <summary>Where each model of a pool stands, retired ones last.</summary>
    public async Task<IReadOnlyList<ModelState>> ReadAsync(Pool pool, CancellationToken cancellationToken)
    {
        ScopeId[] scopes = [.. pool.Models.SelectMany(LimitScope.ListFor).Select(scope => scope.Id).Distinct()];
        var uses = (await ledger.ReadAsync(scopes, cancellationToken)).ToDictionary(use => use.Id);
        var rates = await history.ReadModelsAsync(null, cancellationToken);
        var measured = await sentinels.ListMeasuredAsync(cancellationToken);
        return
        [
            .. pool.Models.Select(model => Describe(
                model,
                uses,
                RateOf(model)) with
            {
                Measured = [.. measured.Where(one =>
                    one.Standing.Account == model.Account.Id && one.Standing.Model == model.Id)],
            }),
            .. pool.Retired.Select(gone => new ModelState(
                gone.Model, "retired", null, null, RateOf(gone.Model), DateTimeOffset.MaxValue, gone.Reason)),
        ];

        ModelRate? RateOf(Model model) =>
            rates.FirstOrDefault(rate => rate.Account == model.Account.Id && rate.Model == model.Id);
    }

    private static ModelState Describe(Model model, Dictionary<ScopeId, ScopeUse> uses, ModelRate? rate)
    {
        var scopes = LimitScope.ListFor(model);
        var minute = Tightest(scopes.Where(scope => scope.Span is not null), scope => scope.Requests);
        var day = Tightest(scopes.Where(scope => scope.IsDay), scope => scope.Requests);
        var spent = scopes.Any(scope => scope.IsOfCalendar
            && AllowanceOf(scope, uses.GetValueOrDefault(scope.Id), (scope.Requests ?? scope.Tokens)!.Value).Left == 0);
        var paused = scopes
            .Select(scope => uses.GetValueOrDefault(scope.Id))
            .Where(use => use?.PausedUntil is not null)
            .MaxBy(use => use!.PausedUntil);
        return new ModelState(model, StateOf(paused, spent), minute, day, rate, paused?.PausedUntil, paused?.Reason)
        {
            Tokens = Tightest(scopes, scope => scope.Tokens),
            Parallel = Tightest(scopes, scope => scope.Parallel),
        };

        Allowance? Tightest(IEnumerable<LimitScope> some, Func<LimitScope, int?> bound) => some
            .Where(scope => bound(scope) is not null)
            .Select(scope => AllowanceOf(scope, uses.GetValueOrDefault(scope.Id), bound(scope)!.Value))
            .MinBy(allowance => allowance.Left);
    }

    private static Allowance AllowanceOf(LimitScope scope, ScopeUse? use, int declared)
    {
        var limit = use?.Requests ?? use?.Tokens ?? use?.Parallel ?? declared;
        return new Allowance(limit, Math.Max(0, limit - (use?.Used ?? 0)))
        {
            Unit = scope.Unit,
            Learned = use is { Learned: true },
        };
    }

    private static string StateOf(ScopeUse? paused, bool spent) => paused switch
    {
        { PausedUntil: { } until } when until == DateTimeOffset.MaxValue => "retired",
        not null => "cooling",
        null => spent ? "spent" : "ready",
    };
}
