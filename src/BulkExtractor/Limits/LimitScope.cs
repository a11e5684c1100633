using System.Runtime.CompilerServices;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>
/// Where requests are counted, or paused: an account, a tier of it, a model, a batch. Each scope bounds one thing:
/// requests, tokens, requests under way, or US dollars.
/// </summary>
/// <param name="Requests">The most requests in a span; null bounds nothing.</param>
/// <param name="Span">The span; null, where requests are bounded, means a UTC day.</param>
/// <param name="Margin">How much longer than the span a permit weighs: the spread of the way to the server.</param>
public sealed record LimitScope(ScopeId Id, int? Requests = null, TimeSpan? Span = null, TimeSpan Margin = default)
{
    // What a free account gets that never bought credits; the provider is asked for the true number.
    private const int AutoRequests = 50;

    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    // They are asked for many times a request, and a model never changes.
    private static readonly ConditionalWeakTable<Model, IReadOnlyList<LimitScope>> Known = [];

    /// <summary>Whether the provider is asked for the number, and this one holds only until it has answered.</summary>
    public bool Auto { get; init; }

    /// <summary>The most tokens in a span; null bounds none.</summary>
    public int? Tokens { get; init; }

    /// <summary>The most requests under way at once, over all workers; null bounds none.</summary>
    public int? Parallel { get; init; }

    /// <summary>The most US dollars; null bounds none.</summary>
    public decimal? Cost { get; init; }

    /// <summary>What it allows, in words; null where it bounds nothing.</summary>
    public string? Allowed => this switch
    {
        { Requests: { } requests } => $"{requests} requests per {Spell(Span)}",
        { Tokens: { } tokens } => $"{tokens} tokens per {Spell(Span)}",
        { Parallel: { } parallel } => $"{parallel} requests at once",
        _ => null,
    };

    /// <summary>What holds of it where a smaller number does; null where none is smaller.</summary>
    public LimitScope? Keeping((int? Requests, int? Tokens, int? Parallel) numbers) =>
        numbers.Requests < Requests || numbers.Tokens < Tokens || numbers.Parallel < Parallel
            ? this with { Requests = numbers.Requests, Tokens = numbers.Tokens, Parallel = numbers.Parallel }
            : null;

    /// <summary>Whether it bounds anything; else it can only be paused.</summary>
    public bool Bounds => this is not { Requests: null, Tokens: null, Parallel: null, Cost: null };

    /// <summary>The ids of all scopes in which a batch's request to a model is counted.</summary>
    public static IReadOnlyList<ScopeId> IdsOf(Model model, long batchId)
    {
        var scopes = ListFor(model).Select(scope => scope.Id);
        return [.. model.Tier == Tier.Paid ? scopes.Append(ScopeId.OfBudget(batchId)) : scopes];
    }

    /// <summary>Whether something is left to settle when a request to a model has ended.</summary>
    public static bool IsSettled(Model model) =>
        model.Tier == Tier.Paid || model.Account.Parallel is not null
        || model.Limits.Concat(model.Account.Limits.GetValueOrDefault(model.Tier, []))
            .Any(limit => limit.Tokens is not null);

    /// <summary>All scopes of the pool in which a request to a model is counted, the account's first.</summary>
    public static IReadOnlyList<LimitScope> ListFor(Model model) => Known.GetValue(model, All);

    private static IReadOnlyList<LimitScope> All(Model model) =>
    [
        new LimitScope(ScopeId.OfAccount(model.Account)),
        .. OfParallel(model.Account),
        .. OfTier(model.Account, model.Tier),
        .. OfModelAlone(model),
    ];

    /// <summary>The scopes that the models of one tier of an account share.</summary>
    public static IEnumerable<LimitScope> OfTier(Account account, Tier tier) => Bounded(
        ScopeId.OfTier(account, tier), account.Limits.GetValueOrDefault(tier, []));

    /// <summary>The scopes of a model's own, which it shares with no other.</summary>
    public static IReadOnlyList<LimitScope> OfModelAlone(Model model) =>
        [new LimitScope(ScopeId.OfModel(model)), .. Bounded(ScopeId.OfModel(model), model.Limits)];

    /// <summary>
    /// The scope of an account's free requests of a day, which its provider counts too; most have none.
    /// </summary>
    public static LimitScope? ToldDay(Account account) => OfTier(account, Tier.Free)
        .Where(scope => scope is { Requests: not null, Span: null })
        .OrderByDescending(scope => scope.Auto)
        .FirstOrDefault();

    /// <summary>The scope whose limit refused a request to a model; null where the pool bounds no such thing.</summary>
    public static LimitScope? ListFor(Model model, LimitHit hit) =>
        (hit.OfModel ? Bounded(ScopeId.OfModel(model), model.Limits) : OfTier(model.Account, model.Tier))
            .Where(scope => scope.Requests is not null && scope.Span is null == hit.PerDay)
            .MinBy(scope => ((scope.Span ?? Minute) - Minute).Duration());

    private static IEnumerable<LimitScope> OfParallel(Account account) =>
        account.Parallel is { } parallel ? [new(ScopeId.OfParallel(account)) { Parallel = parallel }] : [];

    private static IEnumerable<LimitScope> Bounded(ScopeId owner, IReadOnlyList<Limit> limits) =>
    [
        .. Requested(owner, [.. limits.Where(limit => limit.Auto || limit.Requests is not null)]),
        .. Weighed(owner, [.. limits.Where(limit => limit.Tokens is not null)]),
    ];

    private static IEnumerable<LimitScope> Requested(ScopeId owner, IReadOnlyList<Limit> limits) =>
        limits.Select(limit => new LimitScope(
            owner.RequestsPer(limit.Per),
            limit.Auto ? AutoRequests : limit.Requests,
            limit.Per,
            MarginOf(limit, limits))
        {
            Auto = limit.Auto,
        });

    private static IEnumerable<LimitScope> Weighed(ScopeId owner, IReadOnlyList<Limit> limits) =>
        limits.Select(limit => new LimitScope(
            owner.TokensPer(limit.Per), null, limit.Per, MarginOf(limit, limits))
        {
            Tokens = limit.Tokens,
        });

    private static TimeSpan MarginOf(Limit limit, IReadOnlyList<Limit> all) =>
        limit.Per is { } span ? PermitRules.Margin(span, dayBinds: all.Any(other => other.Per is null)) : TimeSpan.Zero;

    private static string Spell(TimeSpan? per) => per is { } span ? $"{span.TotalSeconds:0.###} s" : "day";
}
