using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.IntegrationTests.BackgroundJobs;

/// <summary>What an engine of background jobs is to one process; the contract's tests run several of them.</summary>
public interface IBackgroundJobsProcess : IAsyncDisposable
{
    IBackgroundJobs Jobs { get; }

    Task StartAsync(CancellationToken cancellationToken);

    Task StopAsync(CancellationToken abort);
}
