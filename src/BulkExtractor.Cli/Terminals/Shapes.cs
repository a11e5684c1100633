using BulkExtractor.Batches;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Cli.Terminals;

/// <summary>The JSON shapes that other programs rely on.</summary>
internal static class Shapes
{
    public static JsonObject From(BatchProgress batch, Forecast? forecast = null) => StatusJson.Write(batch, forecast);

    public static JsonObject? Finish(Forecast? forecast) => StatusJson.Finish(forecast);

    public static string Id(long batchId) => StatusJson.Id(batchId);

    public static string? InstantOrNull(DateTimeOffset? at) => StatusJson.InstantOrNull(at);

    public static string Instant(DateTimeOffset at) => StatusJson.Instant(at);
}
