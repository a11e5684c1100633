using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Hangfire.Logging.LogLevel;
using Severity = Microsoft.Extensions.Logging.LogLevel;

namespace BulkExtractor.Hangfire;

/// <summary>Hands what goes wrong in Hangfire on to the program's own logs.</summary>
/// <remarks>It tells of every start and stop otherwise.</remarks>
internal sealed partial class HangfireLogs(ILoggerFactory logs) : ILogProvider
{
    /// <inheritdoc/>
    public ILog GetLogger(string name) => new Log(logs.CreateLogger(name));

    private sealed partial class Log(ILogger logger) : ILog
    {
        bool ILog.Log(LogLevel level, Func<string>? message, Exception? exception)
        {
            if (level < LogLevel.Warn) return false;
            var severity = level == LogLevel.Warn ? Severity.Warning : Severity.Error;
            if (message is not null) LogSaid(severity, message(), exception);
            return logger.IsEnabled(severity);
        }

        [LoggerMessage("{Message}")]
        private partial void LogSaid(Severity level, string message, Exception? exception);
    }
}
