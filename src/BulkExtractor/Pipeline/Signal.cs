using System.Threading.Channels;

namespace BulkExtractor.Pipeline;

/// <summary>Wakes one waiter early; signals that nobody waits for fall into one.</summary>
internal sealed class Signal(TimeProvider clock)
{
    private readonly Channel<bool> _signals = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Set() => _signals.Writer.TryWrite(true);

    /// <summary>Waits for a signal, but not longer than a span, and not once the drain began.</summary>
    public async Task WaitAsync(TimeSpan atMost, CancellationToken drain, CancellationToken cancellationToken)
    {
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(drain, cancellationToken);
        var signal = _signals.Reader.WaitToReadAsync(ended.Token).AsTask();
        var span = Task.Delay(atMost, clock, ended.Token);
        await Task.WhenAny(signal, span);
        await ended.CancelAsync();
        cancellationToken.ThrowIfCancellationRequested();
        _signals.Reader.TryRead(out _);
    }
}
