using BulkExtractor.Catalog;

namespace BulkExtractor.Limits;

/// <summary>Where requests are counted, or paused: an account, a tier of it, a model.</summary>
/// <param name="Id">Holds the account's address and name, so that simulated and real quotas never meet.</param>
/// <param name="Requests">The most requests in a span; null bounds nothing.</param>
/// <param name="Span">The span; null, where requests are bounded, means a UTC day.</param>
/// <param name="Margin">How much longer than the span a permit weighs: the spread of the way to the server.</param>
public sealed record LimitScope(string Id, int? Requests = null, TimeSpan? Span = null, TimeSpan Margin = default)
{
    // Until the provider is asked how many requests a day are granted, the smaller of its two quotas holds.
    private const int AutoRequests = 50;

    /// <summary>The scope in which a whole account is paused.</summary>
    public static string OfAccount(Account account) => $"account {account.Id}";

    /// <summary>The scope in which one model is paused.</summary>
    public static string OfModel(Model model) => $"model {model.Key}";

    /// <summary>All scopes in which a request to a model is counted, the account's first.</summary>
    public static IReadOnlyList<LimitScope> Of(Model model)
    {
        var shared = model.Account.Limits.GetValueOrDefault(model.Tier, []);
        return
        [
            new LimitScope(OfAccount(model.Account)),
            .. Bounded($"{OfAccount(model.Account)} {model.Tier.ToString().ToLowerInvariant()}", shared),
            new LimitScope(OfModel(model)),
            .. Bounded(OfModel(model), model.Limits),
        ];
    }

    private static IEnumerable<LimitScope> Bounded(string owner, IReadOnlyList<Limit> limits)
    {
        var dayBinds = limits.Any(limit => limit.Per is null);
        foreach (var limit in limits)
        {
            var requests = limit.Auto ? AutoRequests : limit.Requests;
            if (requests is null) continue;
            var margin = limit.Per is { } span ? PermitRules.Margin(span, dayBinds) : TimeSpan.Zero;
            yield return new LimitScope($"{owner} per {Name(limit.Per)}", requests, limit.Per, margin);
        }
    }

    private static string Name(TimeSpan? per) => per is { } span ? $"{span.TotalSeconds:0.###}s" : "day";
}
