using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Forecasting;

/// <summary>A provider as people choose it: whether it takes part, what it gives, on which terms.</summary>
public sealed record ProviderOverview(Provider Provider)
{
    private const int NamedModels = 2;

    /// <summary><c>ready</c>, <c>unset</c> where a variable is missing, <c>off</c> where only a switch is.</summary>
    public string State => Provider switch
    {
        { IsReady: true } => "ready",
        _ => Provider.Missing.All(IsSwitch) ? "off" : "unset",
    };

    /// <summary>What it allows, one limit a line: those of the account, then those of its models.</summary>
    public IReadOnlyList<string> Limits => [.. OfAccount, .. OfModels];

    /// <summary>The rows of a day by its limits; null where none bounds them.</summary>
    public long? RowsOfDay => ProviderDay.Rows(Provider);

    private IEnumerable<string> OfAccount => Words(
        LimitScope.OfTier(Provider.Account, Tier.Free).Concat(LimitScope.OfRequestsAtOnce(Provider.Account)));

    // Models with the same limits share a line.
    private IEnumerable<string> OfModels =>
        from model in Provider.Models
        let words = string.Join(", ", Words(LimitScope.OfModelAlone(model)))
        where words.Length > 0
        group model.Id by words into alike
        select $"{Name([.. alike])}: {alike.Key}";

    private string Name(IReadOnlyList<string> ids) =>
        ids.Count == Provider.Models.Count ? "each model"
        : ids.Count <= NamedModels ? string.Join(", ", ids)
        : $"{ids[0]} and {ids.Count - 1} more, each";

    private static bool IsSwitch(string missing) => missing.Contains('=') || missing.Contains(':');

    private static IEnumerable<string> Words(IEnumerable<LimitScope> scopes) =>
        scopes.Select(scope => scope.Allowed).OfType<string>();
}
