namespace BulkExtractor.Pipeline;

/// <summary>Whose turn it is: what is urgent first, then what can be finished today, then shares by weight.</summary>
/// <remarks>
/// Batches that can meet their deadlines go in front, the earliest leading; after them, at equal weights, those whose
/// rest fits a day that is too short for all, the smallest leading. The others keep every tenth request, so that they
/// never starve. Among those each request moves its batch's virtual time on by 1 ÷ weight, and the batch with the least
/// goes first (stride scheduling). One that comes anew, or back after a pause, starts where the others are: nobody
/// saves up turns.
/// </remarks>
public sealed class FairShare
{
    /// <summary>The share of requests that batches in front get while others wait.</summary>
    public const double FrontShare = 0.9;

    private const int MostInFront = 9;

    private readonly Dictionary<long, double> _times = [];
    private HashSet<long> _front = [];
    private double _now;
    private int _inFront;

    /// <summary>What waits, in the order in which its batches are served.</summary>
    public IReadOnlyList<T> Order<T>(IReadOnlyList<T> waiting, Func<T, BatchShare> shareOf)
    {
        var byBatch = waiting.Select(item => (Item: item, Share: shareOf(item)))
            .OrderBy(one => one.Share.Batch)
            .ToList();
        var isEqual = byBatch.Where(one => !one.Share.IsUrgent).Select(one => one.Share.Weight).Distinct().Count() == 1;
        var inFront = byBatch.ToLookup(one => one.Share.IsUrgent || (isEqual && one.Share.Remainder is not null));
        _front = [.. inFront[true].Select(one => one.Share.Batch)];
        foreach (var (_, share) in inFront[false])
            _times[share.Batch] = Math.Max(_times.GetValueOrDefault(share.Batch), _now);

        var front = inFront[true].OrderBy(one => one.Share.UrgentBy ?? DateTimeOffset.MaxValue)
            .ThenBy(one => one.Share.Remainder)
            .Select(one => one.Item);
        var others = inFront[false].OrderBy(one => _times[one.Share.Batch]).Select(one => one.Item);
        return _inFront < MostInFront ? [.. front, .. others] : [.. others, .. front];
    }

    /// <summary>A request of a batch was sent.</summary>
    public void Sent(BatchShare share)
    {
        _inFront = _front.Contains(share.Batch) ? _inFront + 1 : 0;
        if (_inFront > 0) return;
        _now = _times.GetValueOrDefault(share.Batch, _now);
        _times[share.Batch] = _now + (1.0 / share.Weight);
        // Whoever is behind the present starts there anyway, so nothing is lost with it.
        foreach (var past in _times.Where(time => time.Value < _now).Select(time => time.Key).ToList())
            _times.Remove(past);
    }
}

/// <summary>A batch that takes turns with others.</summary>
/// <param name="Weight">Its share of requests.</param>
public sealed record BatchShare(long Batch, int Weight)
{
    /// <summary>When it is wanted, where that can be met.</summary>
    public DateTimeOffset? UrgentBy { get; init; }

    /// <summary>Whether it goes before all that share by weight.</summary>
    public bool IsUrgent => UrgentBy is not null;

    /// <summary>The requests it still takes, where those fit what is left of a day that is too short for all.</summary>
    public double? Remainder { get; init; }
}
