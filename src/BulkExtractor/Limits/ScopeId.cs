using System.Globalization;
using System.Text.RegularExpressions;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>
/// Names a scope: whose requests are counted or paused there, and what is counted of them. Two are the same where their
/// texts are.
/// </summary>
/// <remarks>
/// The text stands in <c>bulk.limit_scopes</c>, where tools outside read it. It is written and read here alone.
/// </remarks>
public readonly partial record struct ScopeId
{
    private const string Shared = @" (?:(?<tier>local|free|paid)|group (?<group>[\w-]+))";
    private const string Counted = @"(?: (?:tokens|input_tokens|units))? per (?:minute|day|month|[\d.]+s)";

    private string Text { get; init; }

    /// <summary>The id of the account; null where it is a batch's budget.</summary>
    public string? Account { get; private init; }

    /// <summary>The tier whose models share it; null where it is another's.</summary>
    public Tier? Tier { get; private init; }

    /// <summary>The name of the group of models that share it; null where it is another's.</summary>
    public string? Group { get; private init; }

    /// <summary>The provider's id of the model that it belongs to alone; null where it is another's.</summary>
    public string? Model { get; private init; }

    /// <summary>The batch whose budget it is; null where it is none.</summary>
    public long? Batch { get; private init; }

    /// <summary>In which a whole account is paused.</summary>
    public static ScopeId OfAccount(Account account) => new()
    {
        Text = $"account {account.Id}",
        Account = account.Id,
    };

    /// <summary>In which an account's requests under way are counted.</summary>
    public static ScopeId OfParallel(Account account)
    {
        var whole = OfAccount(account);
        return whole with { Text = $"{whole.Text} parallel" };
    }

    /// <summary>Whose spans and days the models of one tier of an account share.</summary>
    public static ScopeId OfTier(Account account, Tier tier)
    {
        var whole = OfAccount(account);
        return whole with { Text = $"{whole.Text} {NameOf(tier)}", Tier = tier };
    }

    /// <summary>Whose spans and days a group of an account's models share.</summary>
    public static ScopeId OfGroup(Account account, string name)
    {
        var whole = OfAccount(account);
        return whole with { Text = $"{whole.Text} group {name}", Group = name };
    }

    /// <summary>In which one model is paused, and whose spans and days it has alone.</summary>
    public static ScopeId OfModel(Model model) => new()
    {
        Text = $"model {model.Key}",
        Account = model.Account.Id,
        Model = model.Id,
    };

    /// <summary>In which a batch's requests to paid models are counted.</summary>
    public static ScopeId OfBudget(long batchId) => new()
    {
        Text = string.Create(CultureInfo.InvariantCulture, $"batch {batchId} cost"),
        Batch = batchId,
    };

    /// <summary>In which the requests under way to a model are counted.</summary>
    public static ScopeId OfParallel(Model model)
    {
        var alone = OfModel(model);
        return alone with { Text = $"{alone.Text} parallel" };
    }

    /// <summary>In which the requests under way to a model that never answered are counted.</summary>
    public static ScopeId OfFirst(Model model)
    {
        var alone = OfModel(model);
        return alone with { Text = $"{alone.Text} first" };
    }

    /// <summary>In which requests of this tier, group or model are counted over a limit's window.</summary>
    /// <param name="what">What else is counted than requests: <c>tokens</c>, <c>input_tokens</c>, <c>units</c>.</param>
    public ScopeId Per(Limit limit, string what = "") =>
        this with { Text = $"{Text}{(what.Length == 0 ? "" : " ")}{what} per {WindowOf(limit)}" };

    /// <summary>The scope with that text, as it was written here.</summary>
    public static ScopeId Parse(string text)
    {
        if (Written().Match(text) is not { Success: true } parts) throw new FormatException($"no scope: '{text}'");
        return new ScopeId
        {
            Text = text,
            Account = Part("account"),
            Tier = Part("tier") is { } tier ? Enum.Parse<Tier>(tier, ignoreCase: true) : null,
            Group = Part("group"),
            Model = Part("model"),
            Batch = Part("batch") is { } batch ? long.Parse(batch, CultureInfo.InvariantCulture) : null,
        };

        string? Part(string name) => parts.Groups[name] is { Success: true, Value: var value } ? value : null;
    }

    /// <inheritdoc/>
    public bool Equals(ScopeId other) => Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static string NameOf(Tier tier) => tier.ToString().ToLowerInvariant();

    private static string WindowOf(Limit limit) => limit switch
    {
        { Aligned: true } => "minute",
        { Per: { } span } => string.Create(CultureInfo.InvariantCulture, $"{span.TotalSeconds:0.###}s"),
        { Monthly: true } => "month",
        _ => "day",
    };

    // An account's id is its address, or the word simulated, and a name, which may hold blanks.
    [GeneratedRegex(
        @"^(?:account (?<account>\S+(?: .+?)?)(?: parallel|" + Shared + Counted + @")?"
        + @"|model (?<account>\S+(?: .+?)?) (?<model>\S+?)(?: parallel| first|" + Counted + @")?"
        + @"|batch (?<batch>\d+) cost)\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
