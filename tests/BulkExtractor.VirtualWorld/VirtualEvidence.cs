using BulkExtractor.Packing;
using BulkExtractor.Recording;
using BulkExtractor.Routing;

namespace BulkExtractor.VirtualWorld;

/// <summary>What the latest requests brought, as the database tells it.</summary>
internal sealed class VirtualEvidence
{
    private const int Remembered = 20;

    private readonly Dictionary<(string Model, long Batch), Record> _records = [];

    public void Add(AttemptResult attempt, TimeSpan now)
    {
        var key = (attempt.Pack.Model.Key, attempt.BatchId);
        if (!_records.TryGetValue(key, out var record)) _records[key] = record = new Record();
        var sent = attempt.Readings.Count;
        record.Packs.Enqueue((sent, attempt.Readings.Count(reading => reading.Answered), now));
        if (record.Packs.Count > Remembered) record.Packs.Dequeue();
    }

    // The latest twenty of each batch and model weigh enough to stand for all.
    public IReadOnlyList<ModelEvidence> Read(TimeSpan now, TimeSpan halfLife) =>
    [
        .. _records.Select(record =>
        {
            var ((model, batch), packs) = (record.Key, record.Value.Packs);
            var weights = packs.Select(pack => Math.Pow(0.5, (now - pack.At) / halfLife)).ToList();
            var good = packs.Zip(weights, (pack, weight) => weight * pack.Answered / pack.Sent).Sum();
            return new ModelEvidence(model, batch, good, weights.Sum() - good)
            {
                Whole = packs
                    .Where(pack => pack.Answered == pack.Sent)
                    .Select(pack => pack.Sent)
                    .DefaultIfEmpty()
                    .Max(),
                TooLarge = packs
                    .Where(pack => pack.Answered > 0
                        && pack.Sent - pack.Answered > PackSizeLearner.TooManyMissing * pack.Sent)
                    .Max(pack => (int?)pack.Sent),
            };
        }),
    ];

    private sealed class Record
    {
        public Queue<(int Sent, int Answered, TimeSpan At)> Packs { get; } = new();
    }
}
