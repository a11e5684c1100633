namespace BulkExtractor.Batches;

/// <summary>Whose turn it is: shares of requests by weight (stride scheduling).</summary>
/// <remarks>
/// Each request moves its batch's virtual time on by 1 ÷ weight, and the batch with the least goes first. One that comes
/// anew, or back after a pause, starts where the others are: nobody saves up turns.
/// </remarks>
public sealed class Turns
{
    private readonly Dictionary<long, double> _times = [];
    private double _now;

    /// <summary>What waits, in the order in which its batches are served.</summary>
    public IReadOnlyList<T> Order<T>(IReadOnlyList<T> waiting, Func<T, long> batchOf)
    {
        foreach (var batch in waiting.Select(batchOf)) _times[batch] = Math.Max(_times.GetValueOrDefault(batch), _now);
        return [.. waiting.OrderBy(item => _times[batchOf(item)]).ThenBy(batchOf)];
    }

    /// <summary>A request of a batch was sent.</summary>
    public void Sent(long batch, int weight)
    {
        _now = _times.GetValueOrDefault(batch, _now);
        _times[batch] = _now + (1.0 / weight);
        // Whoever is behind the present starts there anyway, so nothing is lost with it.
        foreach (var past in _times.Where(time => time.Value < _now).Select(time => time.Key).ToList())
            _times.Remove(past);
    }
}
