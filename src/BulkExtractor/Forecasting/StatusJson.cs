using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;

namespace BulkExtractor.Forecasting;

/// <summary>Where a batch stands, in the JSON that other programs rely on.</summary>
public static class StatusJson
{
    /// <summary>A batch, with when it will probably be done.</summary>
    public static JsonObject Write(BatchProgress batch, Forecast? forecast = null) => new()
    {
        ["batch"] = Id(batch.BatchId),
        ["job"] = batch.Job,
        ["source"] = batch.Source,
        ["state"] = batch.State,
        ["documents"] = batch.Documents,
        ["extracted"] = batch.Extracted,
        ["failed"] = batch.Failed,
        ["cached"] = batch.Cached,
        ["requests"] = batch.Requests,
        ["wasted"] = batch.Wasted,
        ["rows_per_request"] = batch.PerRequest is { } brought ? Math.Round(brought, 2) : null,
        ["cost"] = batch.Cost,
        ["max_cost"] = batch.MaxCost,
        ["waiting_for"] = batch.WaitingFor,
        ["notes"] = new JsonArray([.. batch.Notes.Select(note => (JsonNode)note)]),
        ["finish"] = Finish(forecast),
        ["requests_left"] = forecast?.Requests,
        ["deadline"] = InstantOrNull(batch.Deadline),
        ["on_time"] = batch.OnTime,
        ["simulated"] = batch.Simulated,
        ["created_at"] = Instant(batch.CreatedAt),
        ["finished_at"] = InstantOrNull(batch.FinishedAt),
    };

    /// <summary>When something will probably be done; null where nobody knows.</summary>
    public static JsonObject? Finish(Forecast? forecast) => forecast is { P50: { } p50, P90: { } p90 }
        ? new JsonObject { ["p50"] = Instant(p50), ["p90"] = Instant(p90) }
        : null;

    /// <summary>A number by which something is named.</summary>
    public static string Id(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>An instant, where there is one.</summary>
    public static string? InstantOrNull(DateTimeOffset? at) => at is { } instant ? Instant(instant) : null;

    /// <summary>An instant in UTC.</summary>
    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
