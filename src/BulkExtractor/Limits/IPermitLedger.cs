using BulkExtractor.Calls;

namespace BulkExtractor.Limits;

/// <summary>Grants requests within all limits, over all workers, by one clock.</summary>
public interface IPermitLedger
{
    /// <summary>Declares scopes; returns those where another living worker's smaller number holds.</summary>
    Task<IReadOnlyList<LimitScope>> DeclareAsync(
        long worker, IReadOnlyList<LimitScope> scopes, CancellationToken cancellationToken);

    /// <summary>
    /// Asks for the right to send each of some requests now, decided one after the other. Never waits.
    /// </summary>
    Task<IReadOnlyList<PermitAnswer>> TakeAllAsync(
        IReadOnlyList<PermitRequest> requests, CancellationToken cancellationToken);

    /// <summary>Gives a permit back whose request was provably never sent.</summary>
    Task ReturnAsync(long attemptId, CancellationToken cancellationToken);

    /// <summary>Lets requests that may not have arrived yet weigh on windows as if they were granted now.</summary>
    Task HoldAsync(IReadOnlyList<long> attemptIds, CancellationToken cancellationToken);

    /// <summary>Settles what a request reserved when it has ended; it is no longer under way then.</summary>
    Task SettleAsync(long attemptId, RequestUse use, CancellationToken cancellationToken);

    /// <summary>Pauses a scope for every worker; returns for how long it is paused now.</summary>
    Task<TimeSpan> PauseAsync(ScopeId scope, ScopePause pause, CancellationToken cancellationToken);

    /// <summary>Pauses every scope with a span for that span: nobody knows any more what its windows hold.</summary>
    Task PauseSpansAsync(string reason, CancellationToken cancellationToken);

    /// <summary>
    /// Opens scopes after a pause, and sets them back to the foot of the ladder: a request was answered that was
    /// granted since. Until then only one request at a time is granted there.
    /// </summary>
    Task CloseAsync(long attemptId, IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken);

    /// <summary>Lets models in again that were gone; returns the scopes that this changed.</summary>
    /// <param name="atRest">Only those to which no request went for so long.</param>
    Task<IReadOnlyList<ScopeId>> ReviveAsync(
        IReadOnlyList<ScopeId> scopes, TimeSpan atRest, CancellationToken cancellationToken);

    /// <summary>
    /// Adopts what the provider says of a day: its limit, and its count where that is larger than the own one, which
    /// is never lowered within a day. Null near midnight, when nobody can tell which day was meant.
    /// </summary>
    Task<DayUse?> ReconcileAsync(ScopeId scope, FreeDay reported, CancellationToken cancellationToken);

    /// <summary>
    /// Adopts what a provider said of a limit that is counted here, but never more than the pool says of it.
    /// </summary>
    Task LearnAsync(ScopeId scope, int limit, CancellationToken cancellationToken);

    /// <summary>
    /// Learns how fast a model lets itself be asked, in its own scope: half of what the last window held after a
    /// refusal, one request more after a window that was used up. A window is a second, and half a one of margin.
    /// </summary>
    Task PaceAsync(ScopeId model, bool refused, CancellationToken cancellationToken);

    /// <summary>Drops permits that no window can still contain.</summary>
    Task ForgetAsync(CancellationToken cancellationToken);

    /// <summary>Where scopes stand.</summary>
    Task<IReadOnlyList<ScopeUse>> ReadAsync(IReadOnlyList<ScopeId> scopes, CancellationToken cancellationToken);
}

/// <summary>A request that wants to be sent: for which batch, to whom, with which leased chunks.</summary>
public sealed record PermitRequest(
    long Worker,
    long BatchId,
    string Account,
    string Model,
    IReadOnlyList<ScopeId> Scopes,
    IReadOnlyList<long> Chunks,
    IReadOnlyList<long> LeaseTokens)
{
    /// <summary>The most tokens it can take, read and written together.</summary>
    public int Tokens { get; init; }

    /// <summary>The most it can cost in US dollars; 0 where the model is free.</summary>
    public decimal Cost { get; init; }

    /// <summary>What it weighs in each of its scopes; none weighs all its tokens in each.</summary>
    public IReadOnlyList<int> Weights { get; init; } = [];

    /// <summary>What it weighs in one of its scopes.</summary>
    public RequestWeight WeightIn(int scope) => new(Weights.Count == 0 ? Tokens : Weights[scope], Cost);
}

/// <summary>A permit, or why there is none.</summary>
/// <param name="AttemptId">The attempt that may be sent; null when refused.</param>
/// <param name="RefusedBy">The scope that refused; null where none did.</param>
/// <param name="Wait">How long to wait before asking again; null when asking again is no use.</param>
public sealed record PermitAnswer(long? AttemptId, ScopeId? RefusedBy, TimeSpan? Wait)
{
    /// <summary>What is over when the pack itself must not go: <c>batch</c> or <c>lease</c>.</summary>
    public string? Stale { get; init; }

    /// <summary>Whether one of the scopes was paused, and no request to it succeeded since.</summary>
    public bool HalfOpen { get; init; }

    /// <summary>What the ledger's clock said, paid no heed to what it had said before.</summary>
    public DateTimeOffset At { get; init; }
}

/// <summary>How long a scope is paused: until an instant, for a time, or up a ladder from a cooldown.</summary>
public sealed record ScopePause(string Reason, DateTimeOffset? Until, TimeSpan? Delay, TimeSpan Cooldown)
{
    /// <summary>The number of requests that the refusal named; adopted where it is smaller than the scope's.</summary>
    public int? Requests { get; init; }

    /// <summary>Whether the day is spent, whatever was counted.</summary>
    public bool DaySpent { get; init; }

    /// <summary>Whether the limit was broken though the ledger kept it, so that its margin is doubled.</summary>
    public bool Widen { get; init; }

    /// <summary>The longest pause that the ladder comes to, unless something else is said.</summary>
    public static readonly TimeSpan LongestUsual = TimeSpan.FromMinutes(15);

    /// <summary>The longest pause that the ladder comes to.</summary>
    public TimeSpan Longest { get; init; } = LongestUsual;

    /// <summary>How long the first request after the pause is waited for, before another one may try.</summary>
    public TimeSpan Trial { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>A pause for a time.</summary>
    public static ScopePause For(TimeSpan delay, string reason) => new(reason, null, delay, TimeSpan.Zero);

    /// <summary>A pause that only the user, or the provider's list of models, ends.</summary>
    public static ScopePause ForGood(string reason) =>
        new(reason, DateTimeOffset.MaxValue, null, TimeSpan.Zero);
}

/// <summary>What is used of a scope now, and until when it is paused.</summary>
/// <param name="Used">Of what it bounds: requests, tokens, or requests under way.</param>
/// <param name="PausedUntil">Null when it is not paused; <see cref="DateTimeOffset.MaxValue"/> when for good.</param>
public sealed record ScopeUse(ScopeId Id, int? Requests, int Used, DateTimeOffset? PausedUntil, string? Reason)
{
    /// <summary>The most tokens, where it bounds those.</summary>
    public int? Tokens { get; init; }

    /// <summary>The most requests under way at once, where it bounds those.</summary>
    public int? Parallel { get; init; }

    /// <summary>The most US dollars, where it bounds those.</summary>
    public decimal? Cost { get; init; }

    /// <summary>The US dollars that were spent, or are reserved by requests whose end is not known.</summary>
    public decimal CostUsed { get; init; }

    /// <summary>Whether its number is what the provider told, and not what the pool says.</summary>
    public bool Learned { get; init; }
}

/// <summary>A day's requests after the provider was asked.</summary>
/// <param name="Foreign">How many more the provider had counted than were sent from here.</param>
public sealed record DayUse(int Limit, int Used, int Foreign)
{
    /// <summary>What may still be sent today.</summary>
    public int Left => Math.Max(0, Limit - Used);
}
