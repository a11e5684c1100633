using System.Globalization;
using BulkExtractor.Batches;

namespace BulkExtractor.Forecasting;

/// <summary>What a batch's requests took and brought, by model, the most asked first.</summary>
public sealed record BatchUsage(IReadOnlyList<ModelUsage> Models)
{
    /// <summary>
    /// The requests that one document took that needed none of its own: its share of the one that brought it.
    /// Null where nobody knows.
    /// </summary>
    public double? RequestsPerCached { get; init; }

    /// <summary>All models together.</summary>
    public Usage Total => Models.Aggregate(new Usage(), (sum, model) => sum.Plus(model.Usage));

    /// <summary>
    /// The requests that earlier results and equal documents saved the batch, about; null where nobody can say.
    /// </summary>
    public int? SavedRequests(BatchProgress batch)
    {
        if (batch.Cached == 0) return 0;
        var share = RequestsPerCached ?? (batch.PerRequest > 0 ? 1 / batch.PerRequest : null);
        return share is { } each ? (int)Math.Round(batch.Cached * each) : null;
    }

    /// <summary>What they saved, in words; null where they saved nothing.</summary>
    public string? DescribeSaving(BatchProgress batch)
    {
        if (batch.Cached == 0) return null;
        var from = string.Create(
            CultureInfo.InvariantCulture, $"{batch.Cached:#,0} from earlier results or equal documents");
        return SavedRequests(batch) switch
        {
            null or 0 => from,
            1 => $"{from}: 1 request saved",
            { } saved => string.Create(CultureInfo.InvariantCulture, $"{from}: {saved:#,0} requests saved"),
        };
    }
}
