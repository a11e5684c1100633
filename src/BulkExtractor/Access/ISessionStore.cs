namespace BulkExtractor.Access;

/// <summary>The sessions of every server on this database.</summary>
public interface ISessionStore
{
    /// <summary>Opens a session; its number.</summary>
    Task<long> OpenAsync(OpenedSession session, CancellationToken cancellationToken);

    /// <summary>A session that goes on; null when it ended, or was opened with none of these tokens.</summary>
    /// <param name="inUse">Whether somebody asks, and not a page by itself.</param>
    Task<Session?> FindAsync(
        byte[] idHash, IReadOnlyList<byte[]> tokenMarks, bool inUse, CancellationToken cancellationToken);

    /// <summary>The sessions of these tokens that go on, the last used first.</summary>
    Task<IReadOnlyList<Session>> ListAsync(IReadOnlyList<byte[]> tokenMarks, CancellationToken cancellationToken);

    /// <summary>Whether a session goes on, without using it.</summary>
    Task<bool> GoesOnAsync(long sessionId, IReadOnlyList<byte[]> tokenMarks, CancellationToken cancellationToken);

    /// <summary>Ends one session of these tokens; false when there is none such.</summary>
    Task<bool> EndAsync(long sessionId, IReadOnlyList<byte[]> tokenMarks, CancellationToken cancellationToken);

    /// <summary>Ends every session of these tokens; how many there were.</summary>
    Task<int> EndAllAsync(IReadOnlyList<byte[]> tokenMarks, CancellationToken cancellationToken);
}
