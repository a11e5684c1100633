using BulkExtractor.BackgroundJobs;

namespace BulkExtractor.IntegrationTests.Schedules;

/// <summary>Background jobs that are only asked for: the test runs them itself.</summary>
internal sealed class AskedJobs : IBackgroundJobs
{
    private readonly Dictionary<string, (BackgroundJob Job, DateTimeOffset? At)> _asked = [];

    /// <summary>The ids asked for since the last look, in their order.</summary>
    public string[] TakeIds()
    {
        string[] ids = [.. _asked.Keys.Order()];
        _asked.Clear();
        return ids;
    }

    public Task RunOnceAsync(BackgroundJob job, DateTimeOffset? at, CancellationToken cancellationToken)
    {
        _asked[job.Id] = (job, at);
        return Task.CompletedTask;
    }

    public Task RunOnCronAsync(
        BackgroundJob job, string cron, TimeZoneInfo timeZone, CancellationToken cancellationToken) =>
        RunOnceAsync(job, null, cancellationToken);

    public Task CancelAsync(string id, CancellationToken cancellationToken) => Task.FromResult(_asked.Remove(id));

    public Task<IReadOnlyList<BackgroundJobState>> ListAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<BackgroundJobState>>(
            [.. _asked.Values.Select(asked => new BackgroundJobState(asked.Job, null, null, asked.At))]);
}
