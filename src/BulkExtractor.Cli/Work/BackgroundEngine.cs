using BulkExtractor.BackgroundJobs;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

internal sealed class BackgroundEngine(string connectionString, ILoggerFactory loggers)
{
}
