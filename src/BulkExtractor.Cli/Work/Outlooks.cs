using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Forecast;
using BulkExtractor.Limits;
using BulkExtractor.Pipeline;
using BulkExtractor.Routing;

namespace BulkExtractor.Cli.Work;

/// <summary>Outlooks from what the ledger says is left.</summary>
internal sealed class Outlooks(Workplace workplace)
{
    /// <summary>The capacity of the accounts of some models, with what is left of today.</summary>
    public async Task<IReadOnlyList<AccountCapacity>> CapacitiesAsync(
        IReadOnlyList<Model> candidates, CancellationToken cancellationToken)
    {
        string[] scopes = [.. candidates.SelectMany(LimitScope.Of).Select(scope => scope.Id).Distinct()];
        var uses = (await workplace.Ledger.ReadAsync(scopes, cancellationToken)).ToDictionary(use => use.Id);
        return
        [
            .. candidates
                .Select(model => (model.Account, model.Tier))
                .Distinct()
                .Select(pair => AccountCapacity.Of(pair.Account, pair.Tier, Left, new PipelineOptions().Parallelism)),
        ];

        int? Left(string scope) =>
            uses.GetValueOrDefault(scope) is { Requests: { } requests } use ? Math.Max(0, requests - use.Used) : null;
    }

    /// <summary>The outlook of a running batch; null when it has ended or no model of it can be used from here.</summary>
    public async Task<Outlook?> OfAsync(BatchProgress batch, CancellationToken cancellationToken)
    {
        if (batch.Ended || batch.State == "paused") return null;
        if (await workplace.Store.FindPlanAsync(batch.BatchId, cancellationToken) is not var (plan, poolText)) return null;
        var pool = new PoolFile(Environment.GetEnvironmentVariable, workplace.Clock).Parse("pool", poolText);
        var candidates = ModelChooser.Candidates(pool.Models, plan);
        if (candidates.Count == 0) return null;

        var good = batch.Requests - batch.Wasted;
        var rows = good > 0 ? (double)batch.Extracted / good : plan.Settings.Pack;
        var open = batch.Documents - batch.Extracted - batch.Failed;
        var work = new Workload(open, Math.Clamp(rows, 1, plan.Settings.Pack), good, batch.Wasted);
        return Forecaster.Of(work, await CapacitiesAsync(candidates, cancellationToken), workplace.Clock.GetUtcNow());
    }
}
