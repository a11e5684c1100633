using BulkExtractor.BackgroundJobs;
using BulkExtractor.Dashboard;
using BulkExtractor.Hangfire;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Cli.Work;

/// <summary>The engine of background jobs that this program was built with: Hangfire.</summary>
internal static class BackgroundJobsEngine
{
    public const string Name = "Hangfire";

    public static async Task<IBackgroundJobsEngine> OpenAsync(
        NpgsqlDataSource source,
        IReadOnlyCollection<IBackgroundWork> works,
        ILoggerFactory logs,
        CancellationToken cancellationToken) =>
        await HangfireBackgroundJobs.OpenAsync(
            source, works, (id, token) => PostgresTurns.TryTakeAsync(source, id, token), logs)
            .WaitAsync(cancellationToken);

    /// <summary>Its own pages.</summary>
    public static EnginePages? PagesOf(IBackgroundJobsEngine jobs, JobSubjects subjects)
    {
        var pages = new HangfirePages((HangfireBackgroundJobs)jobs, JobSubjects.NameOf, subjects.FindAsync);
        return new EnginePages(
            HangfirePages.Path, pages.Add, (routes, access) => pages.Map(routes, access.Policy, access.MayChange));
    }
}
