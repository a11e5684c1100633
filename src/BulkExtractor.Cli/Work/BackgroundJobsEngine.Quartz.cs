using BulkExtractor.BackgroundJobs;
using BulkExtractor.Dashboard;
using BulkExtractor.Quartz;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Cli.Work;

/// <summary>The engine of background jobs that this program was built with: Quartz.NET.</summary>
internal static class BackgroundJobsEngine
{
    public const string Name = "Quartz";

    public static async Task<IBackgroundJobsEngine> OpenAsync(
        NpgsqlDataSource source,
        IReadOnlyCollection<IBackgroundWork> works,
        ILoggerFactory logs,
        CancellationToken cancellationToken) =>
        await QuartzBackgroundJobs.OpenAsync(source, works, logs, cancellationToken);

    /// <summary>Its own pages: it has none.</summary>
    public static EnginePages? PagesOf(IBackgroundJobsEngine jobs, JobSubjects subjects) => null;
}
