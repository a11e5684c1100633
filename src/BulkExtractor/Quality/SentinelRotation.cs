using BulkExtractor.Batches;

namespace BulkExtractor.Quality;

/// <summary>Decides when a sentinel rides to which model: spread evenly, over all models alike.</summary>
/// <param name="share">The share of sentinels among the documents sent, between 0 and 1.</param>
/// <param name="random">Draws where each model begins,
/// so that the first packs of many workers hold no more than others.</param>
internal sealed class SentinelRotation(IReadOnlyList<Sentinel> gold, double share, Random random)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, double> _due = [];
    private readonly Sentinel[] _order = Shuffled(gold, random);
    private int _next;

    /// <summary>The sentinels that are due to ride to a model, as many as a pack of some documents bears.</summary>
    public IReadOnlyList<Sentinel> Due(string model, int documents)
    {
        lock (_gate)
        {
            // What the pack itself makes due rides in it: of 50 documents one is a sentinel.
            var due = (int)(DueOf(model) + (documents * share));
            return Next(Math.Min(due, documents / 2));
        }
    }

    /// <summary>Sentinels for a model that must show what it can.</summary>
    public IReadOnlyList<Sentinel> Deal(int most)
    {
        lock (_gate) return Next(most);
    }

    /// <summary>A pack goes out, or does not after all (with negative numbers).</summary>
    public void Note(string model, int documents, int sentinels)
    {
        lock (_gate)
        {
            _due[model] = DueOf(model) + ((documents + sentinels) * share) - sentinels;
            if (sentinels > 0) _next = (_next + sentinels) % _order.Length;
        }
    }

    private double DueOf(string model)
    {
        if (!_due.ContainsKey(model)) _due[model] = random.NextDouble();
        return _due[model];
    }

    private IReadOnlyList<Sentinel> Next(int most) =>
        [.. Enumerable.Range(0, Math.Min(most, _order.Length)).Select(i => _order[(_next + i) % _order.Length])];

    private static Sentinel[] Shuffled(IReadOnlyList<Sentinel> gold, Random random)
    {
        Sentinel[] order = [.. gold];
        random.Shuffle(order);
        return order;
    }
}
