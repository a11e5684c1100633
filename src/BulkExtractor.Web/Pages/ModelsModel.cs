using BulkExtractor.Forecasting;
using BulkExtractor.Models;
using BulkExtractor.Routing;
using BulkExtractor.Web.Charts;

namespace BulkExtractor.Web.Pages;

/// <param name="States">Where the models stand.</param>
/// <param name="Hours">What their requests of the last day brought, by hour.</param>
public sealed record ModelsModel(
    IReadOnlyList<ModelState> States, IReadOnlyList<RequestBucket> Hours, DateTimeOffset From, DateTimeOffset Now)
{
    private const int MostLines = 8;

    /// <summary>The share of answered requests, in percent, by hour.</summary>
    public IReadOnlyList<Series> Success => Lines(bucket => 100.0 * bucket.Answered / bucket.Requests);

    /// <summary>How the models read sentinels.</summary>
    public IReadOnlyList<MeasuredModel> Measured => [.. States.SelectMany(state => state.Measured)];

    /// <summary>How long answers took, in seconds, by hour.</summary>
    public IReadOnlyList<Series> Latency => Lines(bucket => bucket.Latency?.TotalSeconds);

    internal static async Task<ModelsModel> ReadAsync(DashboardServices services, CancellationToken cancellationToken)
    {
        var now = services.Clock.GetUtcNow();
        var from = now.AddHours(-24);
        return new ModelsModel(
            await services.Models.ReadAsync(services.Pool.Now, cancellationToken),
            await services.History.ReadRequestsAsync(from, TimeSpan.FromHours(1), cancellationToken),
            from,
            now);
    }

    // Only the busiest: nobody can tell more lines apart.
    private IReadOnlyList<Series> Lines(Func<RequestBucket, double?> value) =>
    [
        .. Hours
            .GroupBy(bucket => bucket.Model)
            .OrderByDescending(model => model.Sum(bucket => bucket.Requests))
            .Take(MostLines)
            .Select(model => new Series(
                model.Key,
                [
                    .. model.Where(bucket => value(bucket) is not null)
                        .Select(bucket => new Point(bucket.At < From ? From : bucket.At, value(bucket)!.Value)),
                ])),
    ];
}
