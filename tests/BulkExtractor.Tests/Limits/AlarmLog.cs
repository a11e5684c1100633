using BulkExtractor.Limits;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Tests.Limits;

/// <summary>Keeps what a gate logs.</summary>
internal sealed class AlarmLog : ILogger<PermitGate>
{
    public List<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) => Lines.Add($"{logLevel}: {formatter(state, exception)}");
}
