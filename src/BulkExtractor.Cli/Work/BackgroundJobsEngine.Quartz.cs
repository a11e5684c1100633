using BulkExtractor.BackgroundJobs;
using BulkExtractor.Quartz;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Cli.Work;

/// <summary>The engine of background jobs that this program was built with: Quartz.NET.</summary>
internal static class BackgroundJobsEngine
{
    public static async Task<IBackgroundJobsEngine> OpenAsync(
        NpgsqlDataSource source,
        IReadOnlyCollection<IBackgroundWork> works,
        ILoggerFactory logs,
        CancellationToken cancellationToken) =>
        await QuartzBackgroundJobs.OpenAsync(source, works, logs, cancellationToken);
}
