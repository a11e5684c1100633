using Microsoft.Extensions.Logging;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>The same log for everybody.</summary>
internal sealed class OneLogger(ILogger log) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => log;

    public void AddProvider(ILoggerProvider provider)
    {
    }

    public void Dispose()
    {
    }
}
