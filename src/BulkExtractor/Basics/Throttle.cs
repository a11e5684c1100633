namespace BulkExtractor.Basics;

/// <summary>Does some work at most once in a span, such as looking again at what may have changed meanwhile.</summary>
/// <remarks>
/// Of those who come while it is due one does the work, and the others wait for that. Work that failed or was cancelled
/// was not done, so the next one does it.
/// </remarks>
public sealed class Throttle(TimeSpan span, TimeProvider clock)
{
    private readonly Lock _gate = new();
    private TaskCompletionSource? _underWay;
    private long? _doneAt;

    /// <summary>Does the work, if it was not done within the span.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        while (IsDue(out var other))
        {
            if (other is null)
            {
                await DoAsync(work, cancellationToken);
                return;
            }

            await other.WaitAsync(cancellationToken);
        }
    }

    /// <summary>The work is due at once.</summary>
    public void Reset()
    {
        lock (_gate) _doneAt = null;
    }

    private bool IsDue(out Task? underWay)
    {
        lock (_gate)
        {
            underWay = _underWay?.Task;
            if (underWay is not null) return true;
            if (_doneAt is { } at && clock.GetElapsedTime(at) < span) return false;
            _underWay = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return true;
        }
    }

    private async Task DoAsync(Func<CancellationToken, Task> work, CancellationToken cancellationToken)
    {
        long? doneAt = null;
        try
        {
            await work(cancellationToken);
            doneAt = clock.GetTimestamp();
        }
        finally
        {
            End(doneAt);
        }
    }

    private void End(long? doneAt)
    {
        lock (_gate)
        {
            _doneAt = doneAt;
            _underWay!.SetResult();
            _underWay = null;
        }
    }
}
