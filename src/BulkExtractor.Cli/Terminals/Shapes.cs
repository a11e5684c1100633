using System.Globalization;
using BulkExtractor.Batches;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Cli.Terminals;

/// <summary>The JSON shapes that other programs rely on.</summary>
internal static class Shapes
{
    public static JsonObject From(BatchProgress batch, Forecast? forecast = null) => new()
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

    public static JsonObject? Finish(Forecast? forecast) => forecast is { P50: { } p50, P90: { } p90 }
        ? new JsonObject { ["p50"] = Instant(p50), ["p90"] = Instant(p90) }
        : null;

    public static string Id(long batchId) => batchId.ToString(CultureInfo.InvariantCulture);

    public static string? InstantOrNull(DateTimeOffset? at) => at is { } instant ? Instant(instant) : null;

    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
