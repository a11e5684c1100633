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

    /// <summary>The batches that wait, in the order in which they are served.</summary>
    public IReadOnlyList<long> Order(IReadOnlyList<long> waiting)
    {
        foreach (var batch in waiting) _times[batch] = Math.Max(_times.GetValueOrDefault(batch), _now);
        return [.. waiting.OrderBy(batch => _times[batch]).ThenBy(batch => batch)];
    }

    /// <summary>A request of a batch was sent.</summary>
    public void Sent(long batch, int weight)
    {
        _now = _times.GetValueOrDefault(batch, _now);
        _times[batch] = _now + (1.0 / weight);
    }

    /// <summary>Forgets batches that are no longer there.</summary>
    public void Keep(IReadOnlyCollection<long> batches)
    {
        foreach (var gone in _times.Keys.Except(batches).ToList()) _times.Remove(gone);
    }
}
