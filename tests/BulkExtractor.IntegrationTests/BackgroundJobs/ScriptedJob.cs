using System.Threading.Channels;
using BulkExtractor.Hangfire;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>A job that does what the test says.</summary>
public sealed class ScriptedJob(Script script, RunningJobs running)
{
    public Task<string> Run(long number, CancellationToken cancellationToken) => running.RunAsync(
        async stop =>
        {
            await script.RunAsync(number, stop);
            return $"{number} done";
        },
        cancellationToken);
}

/// <summary>What jobs of a process do; tells of each run.</summary>
public sealed class Script(Func<long, CancellationToken, Task>? act = null)
{
    private readonly Channel<long> _starts = Channel.CreateBounded<long>(100);

    /// <summary>Whether a run was started that the test did not wait for.</summary>
    public bool HasMoreStarts => _starts.Reader.Count > 0;

    /// <summary>The number of the next run, once it started.</summary>
    public Task<long> NextStartAsync(CancellationToken cancellationToken) =>
        _starts.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    public async Task RunAsync(long number, CancellationToken cancellationToken)
    {
        await _starts.Writer.WriteAsync(number, cancellationToken);
        if (act is not null) await act(number, cancellationToken);
    }
}
