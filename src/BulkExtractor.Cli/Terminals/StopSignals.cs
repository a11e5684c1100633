using System.Runtime.InteropServices;

namespace BulkExtractor.Cli.Terminals;

/// <summary>Ctrl-C and SIGTERM: the first asks to drain, the second to abort.</summary>
internal sealed class StopSignals : IDisposable
{
    private readonly CancellationTokenSource _drain = new();
    private readonly CancellationTokenSource _abort = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly Terminal? _terminal;

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

    public void Dispose()
    {
        foreach (var registration in _registrations) registration.Dispose();
        _drain.Dispose();
        _abort.Dispose();
    }

    private void Stop(PosixSignalContext signal)
    {
        signal.Cancel = true;
        if (_drain.IsCancellationRequested)
        {
            _abort.Cancel();
            return;
        }

        _terminal?.Warn("Finishing what is under way; once more to stop at once.");
        _drain.Cancel();
    }
}
