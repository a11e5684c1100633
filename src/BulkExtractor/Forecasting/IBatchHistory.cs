using BulkExtractor.Limits;

namespace BulkExtractor.Forecasting;

/// <summary>Knows what was sent so far, and what it brought.</summary>
public interface IBatchHistory
{
    /// <summary>What the latest requests brought, an account each.</summary>
    /// <param name="batchId">Only those of this batch; null takes the last day of the accounts.</param>
    Task<IReadOnlyList<AccountHistory>> ReadAsync(
        long? batchId, IReadOnlyList<string> accounts, CancellationToken cancellationToken);

    /// <summary>The latest grants that still weigh on scopes, oldest first.</summary>
    Task<ILookup<ScopeId, DateTimeOffset>> ReadGrantsAsync(
        IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken);
}

/// <summary>What the latest requests to an account brought.</summary>
/// <param name="Account">The account's id.</param>
/// <param name="Requests">The requests that came back.</param>
/// <param name="Whole">Those that answered all of their chunks.</param>
/// <param name="Partial">Those that answered some.</param>
/// <param name="Chunks">The chunks that were in them.</param>
/// <param name="Answers">The chunks that they answered.</param>
public sealed record AccountHistory(
    string Account, int Requests, int Whole, int Partial, int Chunks, int Answers)
{
    /// <summary>How long an answer takes; null before the first.</summary>
    public TimeSpan? Latency { get; init; }

    /// <summary>The time between two requests, without long waits; null before the second.</summary>
    public TimeSpan? Gap { get; init; }

    /// <summary>The chunks in a full pack, as the models stand now; null before the first.</summary>
    public double? PackSize { get; init; }

    /// <summary>The requests whose answers were cut off; they are neither whole nor partial.</summary>
    public int Cut { get; init; }

    /// <summary>The models that were asked.</summary>
    public int Models { get; init; }

    /// <summary>Those of them for which no pack was too large yet.</summary>
    public int Rising { get; init; }

    /// <summary>The chunks in requests that have not come back.</summary>
    public int ChunksUnderWay { get; init; }

    /// <summary>The chunks that all requests of the batch answered, not only the latest.</summary>
    public int AllAnswers { get; init; }
}
