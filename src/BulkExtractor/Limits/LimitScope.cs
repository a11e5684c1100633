using BulkExtractor.Catalog;
using BulkExtractor.ModelCalls;

namespace BulkExtractor.Limits;

/// <summary>Where requests are counted, or paused: an account, a tier of it, a model.</summary>
/// <param name="Id">Holds the account's address and name, so that simulated and real quotas never meet.</param>
/// <param name="Requests">The most requests in a span; null bounds nothing.</param>
/// <param name="Span">The span; null, where requests are bounded, means a UTC day.</param>
/// <param name="Margin">How much longer than the span a permit weighs: the spread of the way to the server.</param>
public sealed record LimitScope(string Id, int? Requests = null, TimeSpan? Span = null, TimeSpan Margin = default)
{
    // What a free account gets that never bought credits; the provider is asked for the true number.
    private const int AutoRequests = 50;

    private static readonly TimeSpan Minute = TimeSpan.FromSeconds(60);

    /// <summary>Whether the provider is asked for the number, and this one holds only until it has answered.</summary>
    public bool Auto { get; init; }

    /// <summary>The scope in which a whole account is paused.</summary>
    public static string OfAccount(Account account) => $"account {account.Id}";

    /// <summary>The scope in which one model is paused.</summary>
    public static string OfModel(Model model) => $"model {model.Key}";

    /// <summary>All scopes in which a request to a model is counted, the account's first.</summary>
    public static IReadOnlyList<LimitScope> Of(Model model) =>
    [
        new LimitScope(OfAccount(model.Account)),
        .. OfTier(model.Account, model.Tier),
        new LimitScope(OfModel(model)),
        .. Bounded(OfModel(model), model.Limits),
    ];

    /// <summary>The scopes that the models of one tier of an account share.</summary>
    public static IEnumerable<LimitScope> OfTier(Account account, Tier tier) => Bounded(
        $"{OfAccount(account)} {tier.ToString().ToLowerInvariant()}", account.Limits.GetValueOrDefault(tier, []));

    /// <summary>The scope of an account for whose requests a day the provider is asked; most have none.</summary>
    public static LimitScope? AutoDay(Account account) =>
        account.Limits.Keys.SelectMany(tier => OfTier(account, tier)).FirstOrDefault(scope => scope.Auto);

    /// <summary>The scope whose limit refused a request to a model; null where the pool bounds no such thing.</summary>
    public static LimitScope? Of(Model model, LimitHit hit) =>
        (hit.OfModel ? Bounded(OfModel(model), model.Limits) : OfTier(model.Account, model.Tier))
            .Where(scope => scope.Span is null == hit.PerDay)
            .MinBy(scope => ((scope.Span ?? Minute) - Minute).Duration());

    private static IEnumerable<LimitScope> Bounded(string owner, IReadOnlyList<Limit> limits)
    {
        var dayBinds = limits.Any(limit => limit.Per is null);
        foreach (var limit in limits)
        {
            var requests = limit.Auto ? AutoRequests : limit.Requests;
            if (requests is null) continue;
            var margin = limit.Per is { } span ? PermitRules.Margin(span, dayBinds) : TimeSpan.Zero;
            yield return new LimitScope($"{owner} per {Name(limit.Per)}", requests, limit.Per, margin)
            {
                Auto = limit.Auto,
            };
        }
    }

    private static string Name(TimeSpan? per) => per is { } span ? $"{span.TotalSeconds:0.###}s" : "day";
}
