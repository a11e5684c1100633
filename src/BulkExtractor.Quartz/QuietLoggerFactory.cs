using Microsoft.Extensions.Logging;

namespace BulkExtractor.Quartz;

/// <summary>Hands on what is worth a warning: Quartz tells of every start and stop otherwise.</summary>
internal sealed class QuietLoggerFactory(ILoggerFactory logs) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new QuietLogger(logs.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => throw new NotSupportedException();

    // The factory belongs to the program.
    public void Dispose()
    {
    }

    private sealed class QuietLogger(ILogger log) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => log.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning && log.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel level, EventId id, TState state, Exception? error, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(level)) log.Log(level, id, state, error, formatter);
        }
    }
}
