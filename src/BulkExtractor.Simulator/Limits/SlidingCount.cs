namespace BulkExtractor.Simulator.Limits;

/// <summary>
/// Counts events in the window that ends now: two events a whole window apart are not in one window.
/// Keeps no more than one window's events; times must not go back.
/// </summary>
internal sealed class SlidingCount(TimeSpan window)
{
    private readonly Queue<TimeSpan> _events = [];

    /// <summary>The most events that any window held.</summary>
    public int Fullest { get; private set; }

    public void Add(TimeSpan at)
    {
        Forget(at);
        _events.Enqueue(at);
        Fullest = Math.Max(Fullest, _events.Count);
    }

    public int CountAt(TimeSpan at)
    {
        Forget(at);
        return _events.Count;
    }

    public TimeSpan OldestLeavesAt => _events.Peek() + window;

    private void Forget(TimeSpan at)
    {
        while (_events.TryPeek(out var oldest) && at - oldest >= window) _events.Dequeue();
    }
}
