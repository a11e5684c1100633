using BulkExtractor.BackgroundJobs;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Quartz;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

public sealed class QuartzBackgroundJobsTests(TestCluster cluster) : BackgroundJobsContract(cluster)
{
    private protected override async Task<IBackgroundJobsProcess> OpenAsync(TestDatabase database, IBackgroundWork work)
    {
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        var jobs = await QuartzBackgroundJobs.OpenAsync(
            source, [work], NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        return new QuartzProcess(source, jobs);
    }

    private sealed class QuartzProcess(NpgsqlDataSource source, QuartzBackgroundJobs jobs) : IBackgroundJobsProcess
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
