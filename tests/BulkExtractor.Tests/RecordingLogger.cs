using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Tests;

/// <summary>A logger whose lines a test can read and wait for.</summary>
public sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _lines = new();
    private readonly Channel<string> _next = Channel.CreateBounded<string>(1_000);

    public IEnumerable<LogLevel> Levels => _lines.Select(line => line.Level);

    public IEnumerable<string> Lines => _lines.Select(line => line.Text);

    /// <summary>Waits for a line that was not waited for yet.</summary>
    public Task<string> NextAsync(CancellationToken cancellationToken) =>
        _next.Reader.ReadAsync(cancellationToken).AsTask().WaitAsync(TimeSpan.FromSeconds(60), cancellationToken);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        var text = $"{formatter(state, exception)} {exception}".TrimEnd();
        _lines.Enqueue((logLevel, text));
        _next.Writer.TryWrite(text);
    }
}
