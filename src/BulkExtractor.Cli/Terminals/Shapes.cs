using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;

namespace BulkExtractor.Cli.Terminals;

/// <summary>The JSON shapes that other programs rely on.</summary>
internal static class Shapes
{
    public static JsonObject Of(BatchProgress batch) => new()
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
        ["waiting_for"] = batch.WaitingFor,
        ["finish"] = null,
        ["simulated"] = batch.Simulated,
        ["created_at"] = Instant(batch.CreatedAt),
        ["finished_at"] = batch.FinishedAt is { } at ? Instant(at) : null,
    };

    public static string Id(long batchId) => batchId.ToString(CultureInfo.InvariantCulture);

    public static string Instant(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
