using BulkExtractor.BackgroundJobs;
using Quartz;
using Quartz.Extensibility;

namespace BulkExtractor.Quartz;

/// <summary>The kinds of work that this process can do, and how many runs of them are under way.</summary>
internal sealed class WorkFactory(IReadOnlyCollection<IBackgroundWork> works) : IJobFactory
{
    private readonly Lock _gate = new();
    private TaskCompletionSource _idle = Completed();
    private int _running;

    public IBackgroundWork Find(string name) => works.FirstOrDefault(w => w.Name == name)
        ?? throw new InvalidOperationException($"This program knows no background work called {name}.");

    public ValueTask<JobScope> CreateJob(
        TriggerFiredBundle bundle, IScheduler scheduler, CancellationToken cancellationToken) =>
        new(new JobScope(new WorkRun(this), null));

    public ValueTask ReturnJob(JobScope scope, CancellationToken cancellationToken) => default;

    /// <summary>Notes a run as under way until disposed.</summary>
    public IDisposable Enter()
    {
        lock (_gate)
        {
            if (_running++ == 0) _idle = new(TaskCreationOptions.RunContinuationsAsynchronously);
        }

        return new Run(this);
    }

    /// <summary>Waits until no run is under way, or the waiting is cancelled.</summary>
    public async Task WhenIdleAsync(CancellationToken cancellationToken)
    {
        Task idle;
        lock (_gate) idle = _idle.Task;
        await idle.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private static TaskCompletionSource Completed()
    {
        var completed = new TaskCompletionSource();
        completed.SetResult();
        return completed;
    }

    private sealed class Run(WorkFactory factory) : IDisposable
    {
        public void Dispose()
        {
            lock (factory._gate)
            {
                if (--factory._running == 0) factory._idle.SetResult();
            }
        }
    }
}
