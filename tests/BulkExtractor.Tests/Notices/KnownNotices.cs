using BulkExtractor.Notices;

namespace BulkExtractor.Tests.Notices;

/// <summary>Notices of which a test says only which are due.</summary>
internal sealed class KnownNotices(params long[] due) : INoticeStore
{
    public Task<IReadOnlyList<long>> ListDueAsync(TimeSpan since, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<long>>(due);

    public Task<IReadOnlyList<Notice>> ListUnspreadAsync(CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> SpreadAsync(
        long noticeId, string? body, IReadOnlyList<NoticeTarget> targets, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<string>> ListWaitingTargetsAsync(long noticeId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<bool> ClaimTargetAsync(
        string target, string sender, TimeSpan busy, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task ReleaseTargetAsync(
        string target, string sender, TimeSpan? rest, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Delivery?> FindDueAsync(string target, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task EndAsync(long deliveryId, bool sent, string told, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task PutOffAsync(long deliveryId, string told, TimeSpan wait, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<TimeSpan?> FindNextTryAsync(long noticeId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Notice?> FindAsync(long noticeId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ShownDelivery>> ListAsync(int limit, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken) => throw new NotSupportedException();
}
