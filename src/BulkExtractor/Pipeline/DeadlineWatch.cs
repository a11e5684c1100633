using BulkExtractor.Batches;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Pipeline;

/// <summary>Judges again and again which batches can be done by their deadlines: those go before the others.</summary>
public sealed class DeadlineWatch(IBatchStore batches, ForecastService forecasts, TimeProvider clock)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(10);

    /// <summary>Judges until the work has ended.</summary>
    public async Task WatchAsync(IReadOnlyList<string> accounts, CancellationToken ended, CancellationToken stop)
    {
        while (!ended.IsCancellationRequested)
        {
            await JudgeAsync(accounts, stop);
            await Task.Delay(Interval, clock, ended).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Judges once, the earliest deadline first: each after the requests of those before it.</summary>
    public async Task JudgeAsync(IReadOnlyList<string> accounts, CancellationToken cancellationToken)
    {
        var before = 0;
        foreach (var (batchId, deadline) in await batches.ListDeadlinesAsync(accounts, cancellationToken))
        {
            if (await batches.FindAsync(batchId, cancellationToken) is not { } batch) continue;
            if (await forecasts.ProspectOfAsync(batch, cancellationToken) is not { } prospect) continue;
            var onTime = CanBeMet(prospect, before, deadline, clock.GetUtcNow());
            await batches.SetOnTimeAsync(batchId, onTime, cancellationToken);
            if (onTime) before += prospect.Forecast.Requests;
        }
    }

    /// <summary>Whether a batch will probably be done by its deadline if some requests go before its own.</summary>
    public static bool CanBeMet(ForecastDetails prospect, int before, DateTimeOffset deadline, DateTimeOffset now)
    {
        // At what pace it went while it shared with others says nothing of how it goes before them.
        var accounts = prospect.Accounts.Select(account => account with { Pace = 1 }).ToList();
        var requests = (before + prospect.Forecast.Requests) / FairShare.FrontShare;
        return Forecaster.FinishOf(requests, accounts, now) <= deadline;
    }
}
