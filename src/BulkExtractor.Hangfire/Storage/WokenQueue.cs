using Hangfire.PostgreSql;
using Hangfire.Storage;

namespace BulkExtractor.Hangfire.Storage;

/// <summary>The queue of jobs, whose waits for the next one can be ended: then it looks at once.</summary>
/// <remarks>A job that was fetched is never given up: the queue looks at its token only before it fetches.</remarks>
internal sealed class WokenQueue(PostgreSqlStorage storage) : PostgreSqlJobQueue(storage), IPersistentJobQueue
{
    private readonly Lock _gate = new();
    private Action? _wake;

    /// <summary>Lets every thread that waits for a job look again.</summary>
    public void Wake()
    {
        lock (_gate) _wake?.Invoke();
    }

    IFetchedJob IPersistentJobQueue.Dequeue(string[] queues, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return DequeueUntilWoken(queues, cancellationToken);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                // Somebody asked for a job.
            }
        }
    }

    private IFetchedJob DequeueUntilWoken(string[] queues, CancellationToken cancellationToken)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Action wake = either.Cancel;
        lock (_gate) _wake += wake;
        try
        {
            return Dequeue(queues, either.Token);
        }
        finally
        {
            lock (_gate) _wake -= wake;
        }
    }
}
