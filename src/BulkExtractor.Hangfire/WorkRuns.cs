using BulkExtractor.BackgroundJobs;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Hangfire;

/// <summary>Takes the turn to run a job of an id; null while another process runs one.</summary>
/// <remarks>Hangfire's own locks have a fixed age, after which a second run enters while the first goes on.</remarks>
public delegate Task<IAsyncDisposable?> TakeTurn(string id, CancellationToken cancellationToken);

/// <summary>The runs of this process: one a job's id at a time over all processes; none is cut off unasked.</summary>
internal sealed partial class WorkRuns(
    IReadOnlyCollection<IBackgroundWork> works, OnceJobs once, TakeTurn takeTurn, ILogger logger) : IDisposable
{
    private readonly CancellationTokenSource _abort = new();
    private readonly Lock _gate = new();
    private TaskCompletionSource _idle = Completed();
    private int _running;

    /// <summary>Runs a job, or puts it off while another process runs one of the same id.</summary>
    public async Task RunAsync(BackgroundJob job, string hangfireId, CancellationToken cancellationToken)
    {
        Enter();
        try
        {
            using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _abort.Token);
            await using var turn = await takeTurn(job.Id, stop.Token);
            if (turn is null)
            {
                once.PutOff(hangfireId);
                return;
            }

            var work = Find(job.Work).RunAsync(job.Argument, stop.Token);
            await work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (work.IsFaulted) LogFailed(job.Id, work.Exception!.InnerException!.Message);
            await work;
            once.Forget(job.Id, hangfireId);
        }
        finally
        {
            Leave();
        }
    }

    /// <summary>Waits until no run is under way; an abort cancels those that are.</summary>
    public async Task StopAsync(CancellationToken abort)
    {
        Task idle;
        lock (_gate) idle = _idle.Task;
        await idle.WaitAsync(abort).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _abort.CancelAsync();
    }

    public void Dispose() => _abort.Dispose();

    private IBackgroundWork Find(string name) => works.FirstOrDefault(work => work.Name == name)
        ?? throw new InvalidOperationException($"This program knows no background work called {name}.");

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

    [LoggerMessage(LogLevel.Warning, "The background job {Id} failed: {Reason}")]
    private partial void LogFailed(string id, string reason);
}
