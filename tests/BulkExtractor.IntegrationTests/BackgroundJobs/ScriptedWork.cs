using System.Threading.Channels;
using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>Background work that tells of each run and does in it what the test says.</summary>
internal sealed class ScriptedWork(Func<string, CancellationToken, Task>? act = null) : IBackgroundWork
{
    private readonly Channel<string> _starts = Channel.CreateBounded<string>(100);

    public string Name => "scripted";

    /// <summary>Whether a run was started that the test did not wait for.</summary>
    public bool HasMoreStarts => _starts.Reader.Count > 0;

    /// <summary>The argument of the next run, once it started.</summary>
    public Task<string> NextStartAsync(CancellationToken cancellationToken) =>
        _starts.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    public async Task RunAsync(string argument, CancellationToken cancellationToken)
    {
        await _starts.Writer.WriteAsync(argument, cancellationToken);
        if (act is not null) await act(argument, cancellationToken);
    }
}
