using BulkExtractor.Batches;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Submissions;

/// <summary>
/// Shortly before the quota of the day is reset, what nobody needs of it is spent on failed documents: each batch that
/// ended today gets them opened once more, if the rest of the day holds the requests.
/// </summary>
/// <param name="split">Fetches the pictures of documents that are opened again for want of them.</param>
public sealed class EndOfDayRetry(IBatchStore batches, ForecastService forecasts, BatchSplitter split)
{
    /// <summary>When it is done, in UTC: once nothing is kept for repairs any more, with time to spend it.</summary>
    public const string Cron = "5 23 * * *";

    /// <summary>Opens what fits; how many batches.</summary>
    public async Task<int> RunAsync(CancellationToken cancellationToken)
    {
        var (spent, opened) = (0, 0);
        foreach (var batchId in await batches.ListLeftoversAsync(cancellationToken))
        {
            if (await batches.FindAsync(batchId, cancellationToken) is not { Failed: > 0 } batch) continue;
            if (await forecasts.OfRetryAsync(batch, cancellationToken) is not { } prospect) continue;
            if (!FitsToday(prospect, spent)) continue;
            if (!await batches.OpenAgainAsync(batchId, cancellationToken)) continue;
            var reopened = await batches.RetryAsync(batchId, cancellationToken);
            if (reopened.ToFetch > 0) await split.RunAsync(batchId, cancellationToken);
            spent += prospect.Forecast.Requests;
            opened++;
        }

        return opened;
    }

    /// <summary>Whether a retry fits what is left of a day; where no day binds nothing is left over.</summary>
    /// <param name="spent">The requests that others before it take.</param>
    public static bool FitsToday(ForecastDetails prospect, int spent)
    {
        var days = prospect.Accounts.Where(account => account.PerDay is not null).ToList();
        return days.Count > 0 && prospect.Forecast.Requests <= days.Sum(account => account.LeftToday) - spent;
    }
}
