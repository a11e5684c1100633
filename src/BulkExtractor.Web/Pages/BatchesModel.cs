using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Web.Submitting;

namespace BulkExtractor.Web.Pages;

/// <param name="Active">Those that go on, with their forecasts.</param>
/// <param name="Ended">Those that are over.</param>
/// <param name="Days">What is left of days.</param>
/// <param name="Jobs">What can be submitted under.</param>
/// <param name="NoModels">Why nothing can be extracted; null when it can.</param>
public sealed record BatchesModel(
    IReadOnlyList<BatchInSight> Active,
    IReadOnlyList<BatchProgress> Ended,
    IReadOnlyList<DayLeft> Days,
    IReadOnlyList<ListedJob> Jobs,
    string? NoModels)
{
    private const int Newest = 50;

    internal static async Task<BatchesModel> ReadAsync(DashboardServices services, CancellationToken cancellationToken)
    {
        var batches = (await services.Batches.ListAsync(Newest, cancellationToken)).ToLookup(batch => batch.Ended);
        var active = new List<BatchInSight>();
        foreach (var batch in batches[false])
            active.Add(new BatchInSight(batch, await services.Forecasts.OfAsync(batch, cancellationToken)));
        return new BatchesModel(
            active,
            [.. batches[true]],
            await services.History.ReadDaysAsync(null, cancellationToken),
            ListedJobs.ReadAll(services.Options.JobsFolder),
            Notice(services.Pool.Now));
    }

    private static string? Notice(Pool pool) => pool.Models.Count > 0
        ? null
        : "No model can be used here, so batches cannot be submitted: set OPENROUTER_API_KEY or LOCALAI_ADDRESS "
            + "and start bulk serve again, or try it out with bulk serve --simulate.";
}

/// <summary>A batch with when it will be done.</summary>
public sealed record BatchInSight(BatchProgress Batch, Forecast? Outlook);
