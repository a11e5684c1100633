using Hangfire.PostgreSql;

namespace BulkExtractor.Hangfire.Storage;

/// <summary>Gives the queue that can be woken to whoever asks for a queue.</summary>
internal sealed class WokenQueues(WokenQueue queue, IPersistentJobQueueProvider usual)
    : IPersistentJobQueueProvider, IPersistentJobQueueMonitoringApi
{
    private readonly IPersistentJobQueueMonitoringApi _usual = usual.GetJobQueueMonitoringApi();

    public IPersistentJobQueue GetJobQueue() => queue;

    public IPersistentJobQueueMonitoringApi GetJobQueueMonitoringApi() => this;

    // The usual provider is still asked, too, and names it already.
    public IEnumerable<string> GetQueues() => [];

    public IEnumerable<long> GetEnqueuedJobIds(string queue, int from, int perPage) =>
        _usual.GetEnqueuedJobIds(queue, from, perPage);

    public IEnumerable<long> GetFetchedJobIds(string queue, int from, int perPage) =>
        _usual.GetFetchedJobIds(queue, from, perPage);

    public EnqueuedAndFetchedCountDto GetEnqueuedAndFetchedCount(string queue) =>
        _usual.GetEnqueuedAndFetchedCount(queue);
}
