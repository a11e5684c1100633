using BulkExtractor.BackgroundJobs;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Quartz;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

public sealed class QuartzBackgroundJobsTests(TestCluster cluster) : BackgroundJobsContract(cluster)
{
    private readonly TestCluster _cluster = cluster;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Only_what_goes_wrong_is_logged_with_its_reason()
    {
        var log = new RecordingLogger<QuartzBackgroundJobs>();
        var work = new ScriptedWork((_, _) => throw new InvalidOperationException("out of ink"));
        await using var database = await TestDatabase.CreateAsync(_cluster);
        await using var source = NpgsqlDataSource.Create(database.ConnectionString);
        await using var jobs = await QuartzBackgroundJobs.OpenAsync(source, [work], new OneLogger(log), Token);
        await jobs.StartAsync(Token);

        await jobs.RunOnceAsync(new("print", work.Name, ""), null, Token);

        var line = await log.NextAsync(Token);
        Assert.Contains("print", line, StringComparison.Ordinal);
        Assert.Contains("out of ink", line, StringComparison.Ordinal);
    }

    private protected override async Task<IBackgroundJobsProcess> OpenAsync(TestDatabase database, IBackgroundWork work)
    {
        var source = NpgsqlDataSource.Create(database.ConnectionString);
        var jobs = await QuartzBackgroundJobs.OpenAsync(
            source, [work], NullLoggerFactory.Instance, TestContext.Current.CancellationToken);
        return new QuartzProcess(source, jobs);
    }

    private sealed class OneLogger(ILogger log) : ILoggerFactory
    {
        public ILogger CreateLogger(string categoryName) => log;

        public void AddProvider(ILoggerProvider provider)
        {
        }

        public void Dispose()
        {
        }
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
