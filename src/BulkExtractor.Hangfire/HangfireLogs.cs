using BulkExtractor.BackgroundJobs;
using Hangfire.Logging;
using Microsoft.Extensions.Logging;
using LogLevel = Hangfire.Logging.LogLevel;
using Severity = Microsoft.Extensions.Logging.LogLevel;

namespace BulkExtractor.Hangfire;

/// <summary>Hands what goes wrong in Hangfire on to the program's own logs.</summary>
/// <remarks>It tells of every start and stop otherwise, and each of its threads of the same outage.</remarks>
internal sealed partial class HangfireLogs(ILoggerFactory logs, IJobDatabase database) : ILogProvider
{
    /// <inheritdoc/>
    public ILog GetLogger(string name) => new Log(logs.CreateLogger(name), database);

    private sealed partial class Log(ILogger logger, IJobDatabase database) : ILog
    {
        bool ILog.Log(LogLevel level, Func<string>? message, Exception? exception)
        {
            if (level < LogLevel.Warn || (exception is not null && database.Passes(exception))) return false;
            var severity = level == LogLevel.Warn ? Severity.Warning : Severity.Error;
            if (message is not null) LogSaid(severity, message(), exception);
            return logger.IsEnabled(severity);
        }

        [LoggerMessage("{Message}")]
        private partial void LogSaid(Severity level, string message, Exception? exception);
    }
}
