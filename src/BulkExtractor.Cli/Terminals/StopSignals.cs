using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Ctrl-C and SIGTERM: the first asks to drain, the second to abort.</summary>
/// <remarks>
/// A host takes them in the place of its own. After the second the process is gone in two seconds, whatever does not
/// answer: all that counts is in the database.
/// </remarks>
internal sealed class StopSignals : IHostLifetime, IDisposable
{
    private static readonly TimeSpan LongestAbort = TimeSpan.FromSeconds(0.5);

    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Terminal? _terminal;
    private ITimer? _exit;
    private int _count;

    /// <param name="terminal">Where the first signal is acknowledged; null where nothing needs finishing.</param>
    public StopSignals(Terminal? terminal = null)
    {
        _terminal = terminal;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop),
        ];
    }

    /// <summary>Stop taking new work; finish what is under way.</summary>
    public CancellationToken Drain => _drain.Token;

    /// <summary>Stop now.</summary>
    public CancellationToken Abort => _abort.Token;

    Task IHostLifetime.WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    Task IHostLifetime.StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _exit?.Dispose();
        _drain.Dispose();
        _abort.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        // Handlers run side by side: the second signal may come while the first is still being told.
        if (Interlocked.Increment(ref _count) > 1)
        {
            _exit ??= TimeProvider.System.CreateTimer(
                _ => Environment.Exit(ExitCode.Interrupted), null, LongestAbort, Timeout.InfiniteTimeSpan);
            _abort.CancelAsync();
            return;
        }

        _terminal?.Warn("Finishing what is under way; once more to stop at once.");
        _drain.Cancel();
    }
}
