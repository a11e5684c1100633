namespace BulkExtractor.Batches;

/// <summary>Whose turn it is: what is urgent first, then shares of requests by weight (stride scheduling).</summary>
/// <remarks>
/// Batches that can meet their deadlines go first, the earliest leading, but the others keep every tenth request, so
/// that they never starve. Among those each request moves its batch's virtual time on by 1 ÷ weight, and the batch with
/// the least goes first. One that comes anew, or back after a pause, starts where the others are: nobody saves up turns.
/// </remarks>
public sealed class Turns
{
    /// <summary>The share of requests that urgent batches get while others wait.</summary>
    public const double UrgentShare = 0.9;

    private const int UrgentInARow = 9;

    private readonly Dictionary<long, double> _times = [];
    private double _now;
    private int _urgent;

    /// <summary>What waits, in the order in which its batches are served.</summary>
    public IReadOnlyList<T> Order<T>(IReadOnlyList<T> waiting, Func<T, Turn> turnOf)
    {
        foreach (var turn in waiting.Select(turnOf).Where(turn => turn.UrgentBy is null))
            _times[turn.Batch] = Math.Max(_times.GetValueOrDefault(turn.Batch), _now);
        var byTime = waiting.Where(item => turnOf(item).UrgentBy is null)
            .OrderBy(item => _times[turnOf(item).Batch])
            .ThenBy(item => turnOf(item).Batch);
        var urgent = waiting.Where(item => turnOf(item).UrgentBy is not null)
            .OrderBy(item => turnOf(item).UrgentBy)
            .ThenBy(item => turnOf(item).Batch);
        return _urgent < UrgentInARow ? [.. urgent, .. byTime] : [.. byTime, .. urgent];
    }

    /// <summary>A request of a batch was sent.</summary>
    public void Sent(Turn turn)
    {
        _urgent = turn.UrgentBy is null ? 0 : _urgent + 1;
        if (turn.UrgentBy is not null) return;
        _now = _times.GetValueOrDefault(turn.Batch, _now);
        _times[turn.Batch] = _now + (1.0 / turn.Weight);
        // Whoever is behind the present starts there anyway, so nothing is lost with it.
        foreach (var past in _times.Where(time => time.Value < _now).Select(time => time.Key).ToList())
            _times.Remove(past);
    }
}

/// <summary>A batch that takes turns with others.</summary>
/// <param name="Weight">Its share of requests.</param>
public readonly record struct Turn(long Batch, int Weight)
{
    /// <summary>When it is wanted, where that can be met; null takes turns by weight.</summary>
    public DateTimeOffset? UrgentBy { get; init; }
}
