using System.ComponentModel;
using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Routing;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BulkExtractor.Web.Api;

/// <summary>Models, what is left of their limits, and what today's requests bought, over HTTP.</summary>
internal static class ModelEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/models", ListAsync).WithName("listModels")
            .WithSummary("The models of the pool, and where they stand");
        api.MapGet("/quota", QuotaAsync).WithName("getQuota")
            .WithSummary("What is left of today's requests, and what the others bought, by batch");
        api.MapGet("/usage", UsageAsync).WithName("getUsage")
            .WithSummary("What the requests of the last days took and brought, by day, account, model, job and cause");
    }

    private static async Task<Ok<IReadOnlyList<ModelShape>>> ListAsync(
        DashboardServices services, CancellationToken cancellationToken)
    {
        var states = await services.Models.ReadAsync(services.Pool.Now, cancellationToken);
        return TypedResults.Ok<IReadOnlyList<ModelShape>>([.. states.Select(ModelShape.From)]);
    }

    private static async Task<Ok<QuotaShape>> QuotaAsync(
        DashboardServices services, CancellationToken cancellationToken)
    {
        var days = await services.History.ReadDaysAsync(null, cancellationToken);
        var spent = await services.History.ReadTodayAsync(cancellationToken);
        return TypedResults.Ok(new QuotaShape(
            [.. days.Select(day => new DayShape(day.Account, day.Tier, day.Limit, day.Left))],
            [.. spent.Select(SpendingShape.From)]));
    }

    private static async Task<Ok<SpanShape>> UsageAsync(
        DashboardServices services,
        [Description("How many days, up to 366"), DefaultValue(SpanUsage.UsualDays)] int? days,
        CancellationToken cancellationToken)
    {
        var asked = SpanUsage.CheckDays(days ?? SpanUsage.UsualDays, "days");
        return TypedResults.Ok(SpanShape.From(await services.History.ReadSpanAsync(asked, cancellationToken)));
    }
}

/// <summary>A model, as <c>bulk models --json</c> tells it.</summary>
/// <param name="State">ready, cooling, spent or retired.</param>
/// <param name="Success">The share of its latest requests that were answered.</param>
internal sealed record ModelShape(string Id, string Account, string Tier, string State, double? Success)
{
    /// <summary>Whether the provider's list brought it, and not the pool file.</summary>
    public bool Discovered { get; init; }

    /// <summary>The tightest of its limits over short windows.</summary>
    public Allowance? Minute { get; init; }

    /// <summary>The limit of its day.</summary>
    public Allowance? Day { get; init; }

    /// <summary>The documents that a request brought lately.</summary>
    public double? RowsPerRequest { get; init; }

    /// <summary>How it reads the sentinels of jobs that have some.</summary>
    public IReadOnlyList<MeasuredShape> Measured { get; init; } = [];

    /// <summary>When a cooling model is asked again.</summary>
    public DateTimeOffset? Until { get; init; }

    /// <summary>Why it is not asked.</summary>
    public string? Reason { get; init; }

    public static ModelShape From(ModelState model) => new(
        model.Model.Id,
        model.Model.Account.Name,
        model.Model.Tier.ToString().ToLowerInvariant(),
        model.State,
        model.Rate is { Requests: > 0 } rate ? Math.Round((double)rate.Answered / rate.Requests, 4) : null)
    {
        Discovered = model.Model.Discovered,
        Minute = model.Minute,
        Day = model.Day,
        RowsPerRequest = model.Rate is { Requests: > 0 } brought
            ? Math.Round((double)brought.Rows / brought.Requests, 2)
            : null,
        Measured = [.. model.Measured.Select(MeasuredShape.From)],
        Until = model.Until == DateTimeOffset.MaxValue ? null : model.Until,
        Reason = model.Reason,
    };
}

/// <summary>How a model reads the sentinels of a job.</summary>
/// <param name="Accuracy">The share of fields that it reads rightly, newer sentinels weighing more.</param>
/// <param name="Fields">The same of each field.</param>
/// <param name="Benched">Why it is not asked for this job; null when it is.</param>
internal sealed record MeasuredShape(
    string Job, double? Accuracy, IReadOnlyDictionary<string, double?> Fields, string? Benched)
{
    public static MeasuredShape From(MeasuredModel model) => new(
        model.Job,
        model.Standing.Accuracy.Share,
        model.Standing.Accuracy.Fields.ToDictionary(field => field.Field, field => field.Share),
        model.Standing.Quarantine?.Reason);
}

/// <summary>What is left of today, and what the rest bought.</summary>
internal sealed record QuotaShape(IReadOnlyList<DayShape> Days, IReadOnlyList<SpendingShape> Batches);

/// <summary>A day's requests over the models of an account's tier.</summary>
internal sealed record DayShape(string Account, string Tier, int Limit, int Left);

/// <summary>What today's requests brought a batch.</summary>
internal sealed record SpendingShape(string Batch, string Job, int Requests, int Wasted, int Rows)
{
    public static SpendingShape From(BatchSpending spending) => new(
        BatchShape.Id(spending.BatchId), spending.Job, spending.Requests, spending.Wasted, spending.Rows);
}
