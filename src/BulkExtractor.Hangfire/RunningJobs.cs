namespace BulkExtractor.Hangfire;

/// <summary>The runs of this process: a stop waits for them, an abort cancels them.</summary>
public sealed class RunningJobs : IDisposable
{
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _idle = Completed();
    private int _running;

    /// <summary>Does a job's work.</summary>
    /// <param name="deleted">Cancelled when the job is taken away from this process.</param>
    public async Task<T> RunAsync<T>(Func<CancellationToken, Task<T>> work, CancellationToken deleted)
    {
        Enter();
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(deleted, _abort.Token);
            return await work(stop.Token);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Does a job's work that has no result.</summary>
    public Task RunAsync(Func<CancellationToken, Task> work, CancellationToken deleted) => RunAsync(
        async stop =>
        {
            await work(stop);
            return true;
        },
        deleted);

    internal async Task WhenIdleAsync(CancellationToken abort)
    {
        Task idle;
        lock (_gate) idle = _idle.Task;
        await idle.WaitAsync(abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    internal Task AbortAsync() => _abort.CancelAsync();

    /// <inheritdoc/>
    public void Dispose() => _abort.Dispose();

    private void Enter()
    {
        lock (_gate)
        {
            if (_running++ == 0) _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private void Leave()
    {
        lock (_gate)
        {
            if (--_running == 0) _idle.SetResult();
        }
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }
}
