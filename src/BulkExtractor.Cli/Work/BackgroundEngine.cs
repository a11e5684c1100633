#pragma warning disable
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

internal sealed class TmpJobs(Workplace w) : IBackgroundJobs, IAsyncDisposable
{
    public Task RunOnceAsync(BackgroundJob job, DateTimeOffset? at, CancellationToken c) =>
        new SplitWork(new PostgresSplitStore(w.Database)).RunAsync(job.Argument, c);
    public Task RunOnCronAsync(BackgroundJob job, string cron, TimeZoneInfo timeZone, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task CancelAsync(string id, CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<IReadOnlyList<BackgroundJobState>> ListAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    public ValueTask DisposeAsync() => default;
}
