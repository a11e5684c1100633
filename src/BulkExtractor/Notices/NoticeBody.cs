using System.Text.Json.Nodes;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Forecasting;

namespace BulkExtractor.Notices;

/// <summary>What a notice says: the JSON of <c>bulk status</c>, with the event, an id and the instant.</summary>
public sealed class NoticeBody(IBatchStore batches, ForecastService forecasts)
{
    /// <summary>The words of a notice, with what is known of its batch by now.</summary>
    public async Task<string> WriteAsync(Notice notice, CancellationToken cancellationToken)
    {
        var batch = notice.BatchId is { } id ? await batches.FindAsync(id, cancellationToken) : null;
        return Write(
            notice, batch is null ? null : StatusJson.Write(batch, await ForecastAsync(batch, cancellationToken)));
    }

    // That its pool cannot be read any more is no reason to tell nothing.
    private async Task<Forecast?> ForecastAsync(BatchProgress batch, CancellationToken cancellationToken)
    {
        try
        {
            return await forecasts.OfAsync(batch, cancellationToken);
        }
        catch (InputException)
        {
            return null;
        }
    }

    /// <param name="status">Where its batch stands; null where it is about none, or that is gone.</param>
    internal static string Write(Notice notice, JsonObject? status)
    {
        var body = new JsonObject
        {
            ["event"] = notice.Event,
            ["id"] = notice.Id.ToString(),
            ["at"] = StatusJson.Instant(notice.At),
            ["batch"] = notice.BatchId is { } batch ? StatusJson.Id(batch) : null,
            ["job"] = notice.Job,
        };
        // What was so then counts more than what is so now.
        foreach (var (name, value) in status ?? []) body[name] = value?.DeepClone();
        foreach (var (name, value) in notice.Details) body[name] = value?.DeepClone();
        return body.ToJsonString(PlainJson.Compact);
    }
}
