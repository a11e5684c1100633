using Microsoft.Extensions.Logging;

namespace BulkExtractor.Quartz;

/// <summary>Hands what Quartz logs on to the program's own logs.</summary>
internal sealed class QuartzLogs(ILoggerFactory logs) : ILoggerProvider
{
    /// <inheritdoc/>
    public ILogger CreateLogger(string categoryName) => logs.CreateLogger(categoryName);

    /// <inheritdoc/>
    public void Dispose()
    {
        // The logs belong to the program.
    }
}
