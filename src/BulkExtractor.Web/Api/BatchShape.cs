using System.Globalization;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Web.Api;

/// <summary>A batch, as <c>bulk status --json</c> tells it.</summary>
internal sealed record BatchShape
{
    /// <summary>The batch's number.</summary>
    public required string Batch { get; init; }

    /// <summary>The job's name.</summary>
    public required string Job { get; init; }

    /// <summary>The name of the input.</summary>
    public required string Source { get; init; }

    /// <summary>queued, extracting, waiting, paused, finished or cancelled.</summary>
    public required string State { get; init; }

    /// <summary>The documents that came in.</summary>
    public required int Documents { get; init; }

    /// <summary>The documents that have their fields.</summary>
    public required int Extracted { get; init; }

    /// <summary>The documents that were given up.</summary>
    public required int Failed { get; init; }

    /// <summary>The extracted documents that needed no request of their own.</summary>
    public required int Cached { get; init; }

    /// <summary>The requests that were sent.</summary>
    public required int Requests { get; init; }

    /// <summary>The requests that brought no new answer.</summary>
    public required int Wasted { get; init; }

    /// <summary>The documents that a request brought; null where nobody can say.</summary>
    public required double? RowsPerRequest { get; init; }

    /// <summary>What its requests cost in US dollars.</summary>
    public required decimal Cost { get; init; }

    /// <summary>The most that they may cost; 0 leaves paid models out.</summary>
    public required decimal MaxCost { get; init; }

    /// <summary>The requests that earlier results and equal documents saved; only of a single batch.</summary>
    public int? RequestsSaved { get; init; }

    /// <summary>What its requests read and wrote; only of a single batch.</summary>
    public TokenShape? Tokens { get; init; }

    /// <summary>The same by model; only of a single batch.</summary>
    public IReadOnlyList<ModelUsageShape>? Models { get; init; }

    /// <summary>What it waits for.</summary>
    public required string? WaitingFor { get; init; }

    /// <summary>What was not taken as it stands in its input.</summary>
    public required IReadOnlyList<string> Notes { get; init; }

    /// <summary>When it will be done; null when it has ended or nobody knows.</summary>
    public required FinishShape? Finish { get; init; }

    /// <summary>Whether the simulator answers.</summary>
    public required bool Simulated { get; init; }

    /// <summary>When it was submitted.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When its last document ended.</summary>
    public required DateTimeOffset? FinishedAt { get; init; }

    public static BatchShape From(BatchProgress batch, Forecast? forecast = null) => new()
    {
        Batch = Id(batch.BatchId),
        Job = batch.Job,
        Source = batch.Source,
        State = batch.State,
        Documents = batch.Documents,
        Extracted = batch.Extracted,
        Failed = batch.Failed,
        Cached = batch.Cached,
        Requests = batch.Requests,
        Wasted = batch.Wasted,
        RowsPerRequest = batch.PerRequest is { } brought ? Math.Round(brought, 2) : null,
        Cost = batch.Cost,
        MaxCost = batch.MaxCost,
        WaitingFor = batch.WaitingFor,
        Notes = batch.Notes,
        Finish = FinishShape.From(forecast),
        Simulated = batch.Simulated,
        CreatedAt = batch.CreatedAt,
        FinishedAt = batch.FinishedAt,
    };

    public static BatchShape From(BatchProgress batch, Forecast? forecast, BatchUsage usage) =>
        From(batch, forecast) with
        {
            RequestsSaved = usage.SavedRequests(batch),
            Tokens = TokenShape.From(usage.Total),
            Models = [.. usage.Models.Select(model => new ModelUsageShape(model))],
        };

    public static string Id(long batchId) => batchId.ToString(CultureInfo.InvariantCulture);
}

/// <summary>When something will be done.</summary>
/// <param name="P50">As likely earlier as later.</param>
/// <param name="P90">Nine times in ten by then.</param>
internal sealed record FinishShape(DateTimeOffset P50, DateTimeOffset P90)
{
    public static FinishShape? From(Forecast? forecast) =>
        forecast is { P50: { } p50, P90: { } p90 } ? new FinishShape(p50, p90) : null;
}

/// <summary>The newest batches.</summary>
internal sealed record BatchListShape(IReadOnlyList<BatchShape> Batches);

/// <summary>A batch that was submitted, and its price in requests.</summary>
/// <param name="Requests">The requests it will take if nothing fails.</param>
/// <param name="Worked">Whether a worker is there for it.</param>
internal sealed record ReceiptShape(string Batch, int Documents, int Requests, bool Simulated, bool Worked);

/// <summary>How many documents were opened again.</summary>
internal sealed record RetryShape(string Batch, int Reopened, int ToFetch);
