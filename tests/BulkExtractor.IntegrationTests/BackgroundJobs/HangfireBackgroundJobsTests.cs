using BulkExtractor.BackgroundJobs;
using BulkExtractor.Hangfire;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

public sealed class HangfireBackgroundJobsTests(TestCluster cluster) : BackgroundJobsContract(cluster)
{
    private protected override async Task<IBackgroundJobsProcess> OpenAsync(TestDatabase database, IBackgroundWork work)
    {
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        var jobs = await HangfireBackgroundJobs.OpenAsync(
            source, [work], (id, token) => PostgresTurns.TryTakeAsync(source, id, token), NullLoggerFactory.Instance);
        return new HangfireProcess(source, jobs);
    }

    private sealed class HangfireProcess(NpgsqlDataSource source, HangfireBackgroundJobs jobs) : IBackgroundJobsProcess
    {
        public IBackgroundJobs Jobs => jobs;

        public Task StartAsync(CancellationToken cancellationToken) => jobs.StartAsync(cancellationToken);

        public Task StopAsync(CancellationToken abort) => jobs.StopAsync(abort);

        public async ValueTask DisposeAsync()
        {
            await jobs.DisposeAsync();
            await source.DisposeAsync();
        }
    }
}
