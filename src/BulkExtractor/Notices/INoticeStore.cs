namespace BulkExtractor.Notices;

/// <summary>Keeps notices and what came of them. They are stored by what they tell, in its own transaction.</summary>
/// <remarks>Shared by all processes; every step may be done twice.</remarks>
public interface INoticeStore
{
    /// <summary>Some of the notices that were not put on their ways yet, in their order.</summary>
    Task<IReadOnlyList<Notice>> ListUnspreadAsync(CancellationToken cancellationToken);

    /// <summary>Puts a notice on its way to targets, with what it says; false when somebody did before.</summary>
    Task<bool> SpreadAsync(
        long noticeId, string? body, IReadOnlyList<NoticeTarget> targets, CancellationToken cancellationToken);

    /// <summary>The targets that a notice was not brought to yet.</summary>
    Task<IReadOnlyList<string>> ListWaitingTargetsAsync(long noticeId, CancellationToken cancellationToken);

    /// <summary>Lets a sender at a target, or stay there; false where another one is, or where it rests.</summary>
    /// <param name="busy">For how long at most, so that a dead sender does not stay for ever.</param>
    Task<bool> ClaimTargetAsync(string target, string sender, TimeSpan busy, CancellationToken cancellationToken);

    /// <summary>Lets others at a target again, after a rest where it did not answer.</summary>
    Task ReleaseTargetAsync(string target, string sender, TimeSpan? rest, CancellationToken cancellationToken);

    /// <summary>The delivery whose turn it is at a target; null when none is due.</summary>
    Task<Delivery?> FindDueAsync(string target, CancellationToken cancellationToken);

    /// <summary>Says that a delivery was sent or is given up.</summary>
    Task EndAsync(long deliveryId, bool sent, string told, CancellationToken cancellationToken);

    /// <summary>Says that a delivery is tried again after a wait.</summary>
    Task PutOffAsync(long deliveryId, string told, TimeSpan wait, CancellationToken cancellationToken);

    /// <summary>How long until a notice can be brought somewhere; null when that was done everywhere.</summary>
    Task<TimeSpan?> FindNextTryAsync(long noticeId, CancellationToken cancellationToken);

    /// <summary>Some of the notices whose try has been due for so long.</summary>
    Task<IReadOnlyList<long>> ListDueAsync(TimeSpan since, CancellationToken cancellationToken);

    /// <summary>A notice; null when it was forgotten.</summary>
    Task<Notice?> FindAsync(long noticeId, CancellationToken cancellationToken);

    /// <summary>The newest notices with what came of them.</summary>
    Task<IReadOnlyList<ShownDelivery>> ListAsync(int limit, CancellationToken cancellationToken);

    /// <summary>Removes notices whose ways ended so long ago.</summary>
    Task ForgetAsync(TimeSpan age, CancellationToken cancellationToken);
}
