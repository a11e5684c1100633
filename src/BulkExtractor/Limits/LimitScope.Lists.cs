using System.Runtime.CompilerServices;
using BulkExtractor.Basics;
using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>In which scopes a request is counted.</summary>
public sealed partial record LimitScope
{
    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    // They are asked for many times a request, and a model never changes.
    private static readonly ConditionalWeakTable<Model, IReadOnlyList<LimitScope>> Known = [];
    private static readonly ConditionalWeakTable<Model, LimitScope> Firsts = [];

    /// <summary>The ids of all scopes in which a batch's request to a model is counted.</summary>
    public static IReadOnlyList<ScopeId> IdsOf(Model model, long batchId)
    {
        var scopes = ListFor(model).Select(scope => scope.Id);
        return [.. model.Tier == Tier.Paid ? scopes.Append(ScopeId.OfBudget(batchId)) : scopes];
    }

    /// <summary>The scope of a model that never answered: one request over all workers, until it has.</summary>
    public static LimitScope First(Model model) => Firsts.GetValue(
        model, one => new LimitScope(ScopeId.OfFirst(one)) { Parallel = 1 });

    /// <summary>All scopes in which a request to a model may be counted, to be declared.</summary>
    public static IEnumerable<LimitScope> ListToDeclare(Model model) => ListFor(model).Append(First(model));

    /// <summary>What a request to a model weighs in each of its scopes, in the order of <see cref="IdsOf"/>.</summary>
    public static IReadOnlyList<int> WeighAll(Model model, RequestTokens tokens) =>
        [.. ListFor(model).Select(scope => scope.Weigh(tokens)), .. model.Tier == Tier.Paid ? [0] : Array.Empty<int>()];

    /// <summary>Whether something is left to settle when a request to a model has ended.</summary>
    public static bool IsSettled(Model model) =>
        model.Tier == Tier.Paid || ListFor(model).Any(scope => (scope.Tokens ?? scope.Parallel) is not null);

    /// <summary>All scopes of the pool in which a request to a model is counted, the account's first.</summary>
    public static IReadOnlyList<LimitScope> ListFor(Model model) => Known.GetValue(model, All);

    private static IReadOnlyList<LimitScope> All(Model model) =>
    [
        new LimitScope(ScopeId.OfAccount(model.Account)),
        .. OfRequestsAtOnce(model.Account),
        .. OfTier(model.Account, model.Tier).Select(scope => scope.PricedBy(model.UnitPrice)),
        .. OfModelAlone(model),
    ];

    /// <summary>The scope of an account's requests under way, where they are bounded.</summary>
    public static IEnumerable<LimitScope> OfRequestsAtOnce(Account account) =>
        OfParallel(ScopeId.OfParallel(account), account.Parallel);

    /// <summary>The scopes that the models of one tier of an account share.</summary>
    public static IEnumerable<LimitScope> OfTier(Account account, Tier tier) => Bounded(
        account, ScopeId.OfTier(account, tier), account.Limits.GetValueOrDefault(tier, []));

    /// <summary>The scopes that a model itself names; it may share them with others of its groups.</summary>
    public static IReadOnlyList<LimitScope> OfModelAlone(Model model) =>
    [
        new LimitScope(ScopeId.OfModel(model)),
        .. OfParallel(ScopeId.OfParallel(model), model.Parallel),
        .. Bounded(model.Account, ScopeId.OfModel(model), model.Limits)
            .Select(scope => scope.PricedBy(model.UnitPrice)),
    ];

    /// <summary>The scopes of the requests of a day that the models of one tier of an account share.</summary>
    public static IEnumerable<LimitScope> DaysOf(Account account, Tier tier) =>
        OfTier(account, tier).Where(scope => scope is { Requests: not null, IsDay: true });

    /// <summary>
    /// The scope of an account's free requests of a day, which its provider counts too; most have none.
    /// </summary>
    public static LimitScope? ToldDay(Account account) =>
        DaysOf(account, Tier.Free).OrderByDescending(scope => scope.Auto).FirstOrDefault();

    /// <summary>The scope whose limit refused a request to a model; null where the pool bounds no such thing.</summary>
    public static LimitScope? ListFor(Model model, LimitHit hit) =>
        (hit.OfModel ? OfModelAlone(model) : OfTier(model.Account, model.Tier))
            .Where(scope => scope.Requests is not null && (hit.PerDay ? scope.IsDay : scope.Span is not null))
            .MinBy(scope => ((scope.Span ?? Minute) - Minute).Duration());

    /// <summary>
    /// The scope of a model that a limit is about which an answer named: its own, else its account's. Where no window
    /// was named it is the one whose number is nearest.
    /// </summary>
    public static LimitScope? FindTold(Model model, ToldLimit told) => ListFor(model).Reverse()
        .Where(scope => scope is { Auto: false } && scope.Counts(told.Unit))
        .Where(scope => told.Window is null || scope.ToldWindow == told.Window)
        .MinBy(scope => Math.Abs(Math.Log((double)told.Limit / (scope.Requests ?? scope.Tokens)!.Value)));

    /// <summary>Whether the pool says how many requests to a model a minute, or less, may hold.</summary>
    public static bool BoundsMoments(Model model) =>
        ListFor(model).Any(scope => scope.Bounds && scope.Span <= Minute);

    private bool Counts(ToldUnit unit) => unit switch
    {
        ToldUnit.Requests => Requests is not null,
        _ when Tokens is null => false,
        ToldUnit.InputTokens => Counted == CountedTokens.Input,
        ToldUnit.Units => Counted == CountedTokens.Units,
        _ => Counted is CountedTokens.All or CountedTokens.WithCap,
    };

    private ToldWindow? ToldWindow => this switch
    {
        { IsOfCalendar: true, Calendar.Monthly: true } or { Span.TotalDays: >= 28 } => Calls.ToldWindow.Month,
        { IsOfCalendar: true } or { Span.TotalHours: 24 } => Calls.ToldWindow.Day,
        { Span.TotalMinutes: 60 } => Calls.ToldWindow.Hour,
        { Span.TotalSeconds: 60 } => Calls.ToldWindow.Minute,
        _ => null,
    };

    private static IEnumerable<LimitScope> OfParallel(ScopeId id, int? parallel) =>
        parallel is null ? [] : [new(id) { Parallel = parallel }];

    /// <summary>The same, at another price where it counts units and one is named.</summary>
    public LimitScope PricedBy(UnitPrice? price) =>
        UnitPrice is null || price is null ? this : this with { UnitPrice = price };

    private static IEnumerable<LimitScope> Bounded(Account account, ScopeId owner, IReadOnlyList<Limit> limits)
    {
        var requested = limits.Where(limit => limit.Requests is not null).ToList();
        var weighed = limits.Where(limit => Weighed(limit).Any()).ToList();
        return
        [
            .. requested.Select(limit => Counting(limit, requested) with
            {
                Requests = limit.Requests,
                Auto = limit.Auto,
            }),
            .. from limit in weighed
               from what in Weighed(limit)
               select Counting(limit, weighed, what.Name) with
               {
                   Tokens = what.Most,
                   Counted = what.Counted,
                   UnitPrice = what.Counted == CountedTokens.Units ? limit.UnitPrice : null,
               },
        ];

        LimitScope Counting(Limit limit, IReadOnlyList<Limit> others, string what = "")
        {
            var whose = limit.Shares is { } group ? ScopeId.OfGroup(account, group) : owner;
            return new LimitScope(whose.Per(limit, what), Span: limit.Per, Margin: MarginOf(limit, others))
            {
                Aligned = limit.Aligned,
                Calendar = new CalendarWindow(account.Day ?? TimeZoneInfo.Utc, limit.Monthly),
            };
        }
    }

    // Windows of the clock have a guard instead, see PermitRules.
    private static TimeSpan MarginOf(Limit limit, IReadOnlyList<Limit> all) =>
        limit is { Per: { } span, Aligned: false }
            ? PermitRules.Margin(span, dayBinds: all.Any(other => other.Per is null))
            : TimeSpan.Zero;

    private static IEnumerable<(string Name, int Most, CountedTokens Counted)> Weighed(Limit limit)
    {
        if (limit.Tokens is { } all)
            yield return ("tokens", all, limit.CountsCap ? CountedTokens.WithCap : CountedTokens.All);
        if (limit.InputTokens is { } input) yield return ("input_tokens", input, CountedTokens.Input);
        if (limit.Units is { } units) yield return ("units", units, CountedTokens.Units);
    }
}
