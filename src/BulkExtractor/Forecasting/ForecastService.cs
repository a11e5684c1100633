using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Forecasting;

/// <summary>Outlooks from what the ledger says is left and what requests brought so far.</summary>
public sealed class ForecastService(
    IBatchStore store,
    IAttemptHistory history,
    IPackStatsStore memory,
    AccountCapacities capacities,
    PoolFile pools,
    TimeProvider clock)
{
    // Until a worker has noticed that there is something to split, and then the chunks: two seconds and one, at most.
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(2);

    /// <summary>What is known of how models treat packs of a definition.</summary>
    /// <param name="definition">Its key, see <see cref="PackStats.KeyOf"/>.</param>
    public Task<LearnedPackStats> RememberAsync(string definition, CancellationToken cancellationToken) =>
        memory.ReadAsync([definition], cancellationToken);

    /// <summary>What chunks of which nothing was sent yet will take, and what that follows from.</summary>
    public async Task<ForecastDetails> OfNewAsync(
        double chunks, PackLoads packs, IReadOnlyList<Model> candidates, CancellationToken cancellationToken)
    {
        var routes = AccountTier.Group(candidates);
        var seen = await history.ReadAccountsAsync(
            null, [.. routes.Select(route => route.Account.Id)], cancellationToken);
        var work = new RequestHistory(seen).Apply(new Workload(chunks, packs.Grow()), ofOthers: true);
        // At what pace others went says little: mostly there was nothing to send.
        var accounts = await capacities.ReadAsync(
            routes, [.. seen.Select(account => account with { Gap = null })], packs, cancellationToken);
        return ForecastDetails.Of(work, accounts, clock.GetUtcNow() + Start);
    }

    /// <summary>What accounts would let through that want a variable to be set, by the variables.</summary>
    public IEnumerable<(string Variable, IReadOnlyList<AccountCapacity> Accounts)> OfLeftOut(
        IEnumerable<Provider> accounts, PackLoads packs) =>
        accounts.Select(account => (
            string.Join(" and ", account.Missing),
            capacities.Imagine(
                account.Models.Count == 0
                    ? [new AccountTier(account.Account, Tier.Free, [])]
                    : AccountTier.Group(account.Models),
                packs)));

    /// <summary>The forecast of a running batch; null when it ended or no model of it can be used from here.</summary>
    public async Task<Forecast?> OfAsync(BatchProgress batch, CancellationToken cancellationToken) =>
        (await ProspectOfAsync(batch, cancellationToken))?.Forecast;

    /// <summary>
    /// What asking again for a batch's failed documents would take, beside what is open; null as above.
    /// </summary>
    public async Task<ForecastDetails?> OfRetryAsync(BatchProgress batch, CancellationToken cancellationToken)
    {
        var failures = await history.ReadFailuresAsync(batch.BatchId, cancellationToken);
        var again = failures.Sum(failure => failure.Chunks);
        return await ProspectOfAsync(batch with { State = "extracting" }, again, cancellationToken);
    }

    /// <summary>The same with what it follows from.</summary>
    public Task<ForecastDetails?> ProspectOfAsync(BatchProgress batch, CancellationToken cancellationToken) =>
        ProspectOfAsync(batch, 0, cancellationToken);

    private async Task<ForecastDetails?> ProspectOfAsync(
        BatchProgress batch, int again, CancellationToken cancellationToken)
    {
        if (batch.Ended || batch.State == "paused") return null;
        if (await store.FindPlanAsync(batch.BatchId, cancellationToken) is not var (plan, poolText)) return null;
        var pool = pools.Parse("pool", poolText);
        var routes = AccountTier.Group(pool, plan);
        if (routes.Count == 0) return null;

        var seen = await history.ReadAccountsAsync(batch.BatchId, [], cancellationToken);
        var evidence = new RequestHistory(seen);
        var chunks = batch.Open * evidence.ChunksPerDocument(batch) + again;
        var work = evidence.Apply(new Workload(chunks, evidence.Packs(plan.Settings, pool.Models.Count)));
        var accounts = await capacities.ReadAsync(
            routes, seen, await LoadsOfAsync(plan, routes, cancellationToken), cancellationToken);
        return ForecastDetails.Of(work, accounts, clock.GetUtcNow());
    }

    private async Task<PackLoads> LoadsOfAsync(
        Batch plan, IReadOnlyList<AccountTier> routes, CancellationToken cancellationToken)
    {
        var known = await RememberAsync(PackStats.KeyOf(plan.Definition, plan.Settings), cancellationToken);
        var length = await history.ReadChunkLengthAsync(plan.BatchId, cancellationToken);
        return new PackLoads(
            plan.Definition,
            plan.Settings,
            [.. routes.SelectMany(route => route.Models)],
            known,
            PackBudget.TagTokens + length)
        {
            Chunks = plan.OpenDocuments,
        };
    }
}

/// <summary>A forecast with what it follows from.</summary>
public sealed record ForecastDetails(Workload Work, IReadOnlyList<AccountCapacity> Accounts, Forecast Forecast)
{
    /// <summary>The prospect of a workload, seen from now.</summary>
    public static ForecastDetails Of(Workload work, IReadOnlyList<AccountCapacity> accounts, DateTimeOffset now) =>
        new(work, accounts, Forecaster.Calculate(work, accounts, now));
}
