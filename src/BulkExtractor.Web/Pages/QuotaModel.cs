using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Web.Charts;

namespace BulkExtractor.Web.Pages;

/// <param name="Days">What is left of days.</param>
/// <param name="Spent">What today's requests brought, by batch.</param>
/// <param name="Minutes">The requests of the last hour, by minute.</param>
/// <param name="PerMinute">The requests a minute the accounts allow together; null where nothing bounds them.</param>
public sealed record QuotaModel(
    IReadOnlyList<DayLeft> Days,
    IReadOnlyList<BatchSpending> Spent,
    IReadOnlyList<RequestBucket> Minutes,
    double? PerMinute,
    DateTimeOffset Now)
{
    private const int MostCones = 4;
    private const int Newest = 50;

    public static readonly TimeSpan Width = TimeSpan.FromMinutes(1);

    public DateTimeOffset From => Now.AddHours(-1);

    /// <summary>The batches that go on, with how they will.</summary>
    public IReadOnlyList<(BatchProgress Batch, Cone Cone)> Cones { get; init; } = [];

    /// <summary>What the requests of the last days took and brought.</summary>
    public SpanUsage Span { get; init; } = new(SpanUsage.UsualDays, new Usage());

    /// <summary>What the requests of the last twelve months brought.</summary>
    public IReadOnlyList<MonthSpending> Months { get; init; } = [];

    public Series Requests => new(
        "Requests a minute",
        [
            .. Minutes.GroupBy(bucket => bucket.At)
                .Select(minute => new Point(minute.Key, minute.Sum(bucket => bucket.Requests))),
        ]);

    internal static async Task<QuotaModel> ReadAsync(
        DashboardServices services, int days, CancellationToken cancellationToken)
    {
        var now = services.Clock.GetUtcNow();
        return new QuotaModel(
            await services.History.ReadDaysAsync(null, cancellationToken),
            await services.History.ReadTodayAsync(cancellationToken),
            await services.History.ReadRequestsAsync(now.AddHours(-1), Width, cancellationToken),
            Allowed(services.Pool.Now),
            now)
        {
            Span = await services.History.ReadSpanAsync(days, cancellationToken),
            Months = await services.History.ReadMonthsAsync(cancellationToken),
            Cones = await ConesAsync(services, now, cancellationToken),
        };
    }

    private static async Task<IReadOnlyList<(BatchProgress, Cone)>> ConesAsync(
        DashboardServices services, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var cones = new List<(BatchProgress, Cone)>();
        foreach (var batch in (await services.Batches.ListAsync(Newest, cancellationToken))
            .Where(b => !b.Ended).Take(MostCones))
        {
            var requests = await services.History.ReadRequestsAsync(batch.BatchId, Width, cancellationToken);
            var forecast = await services.Forecasts.OfAsync(batch, cancellationToken);
            if (Cone.Draw(batch, requests, Width, forecast, now) is { } cone) cones.Add((batch, cone));
        }

        return cones;
    }

    private static double? Allowed(Pool pool)
    {
        var tiers = pool.Models.Select(model => (model.Account, model.Tier)).Distinct().ToList();
        var bounds = tiers.Select(pair => LimitScope.OfTier(pair.Account, pair.Tier)
            .Where(scope => scope is { Requests: not null, Span: not null })
            .Select(scope => scope.Requests!.Value / (scope.Span!.Value + scope.Margin).TotalMinutes)
            .DefaultIfEmpty(double.PositiveInfinity)
            .Min()).ToList();
        return bounds.Count > 0 && bounds.All(double.IsFinite) ? bounds.Sum() : null;
    }
}
