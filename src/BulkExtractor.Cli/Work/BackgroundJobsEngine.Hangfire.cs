using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Cli.Work;

/// <summary>The engine of background jobs that this program was built with: Hangfire.</summary>
internal static class BackgroundJobsEngine
{
    public static async Task<IBackgroundJobsEngine> OpenAsync(
        NpgsqlDataSource source,
        IReadOnlyCollection<IBackgroundWork> works,
        ILoggerFactory logs,
        CancellationToken cancellationToken) =>
        await HangfireBackgroundJobs.OpenAsync(
            source, works, (id, token) => PostgresTurns.TryTakeAsync(source, id, token), logs)
            .WaitAsync(cancellationToken);
}
