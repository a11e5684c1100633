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
    private string Text { get; init; }

    /// <summary>The id of the account; null where it is a batch's budget.</summary>
    public string? Account { get; private init; }

    /// <summary>The tier whose models share it; null where it is another's.</summary>
    public Tier? Tier { get; private init; }

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

    /// <summary>In which the requests of this tier or model in a span are counted; null means a UTC day.</summary>
    public ScopeId RequestsPer(TimeSpan? span) => this with { Text = $"{Text} per {NameOf(span)}" };

    /// <summary>In which the tokens of this tier or model in a span are counted; null means a UTC day.</summary>
    public ScopeId TokensPer(TimeSpan? span) => this with { Text = $"{Text} tokens per {NameOf(span)}" };

    /// <summary>The scope with that text, as it was written here.</summary>
    public static ScopeId Parse(string text)
    {
        if (Written().Match(text) is not { Success: true } parts) throw new FormatException($"no scope: '{text}'");
        return new ScopeId
        {
            Text = text,
            Account = Part("account"),
            Tier = Part("tier") is { } tier ? Enum.Parse<Tier>(tier, ignoreCase: true) : null,
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

    private static string NameOf(TimeSpan? span) =>
        span is { } some ? string.Create(CultureInfo.InvariantCulture, $"{some.TotalSeconds:0.###}s") : "day";

    // An account's id is its address, or the word simulated, and a name, which may hold blanks.
    [GeneratedRegex(
        @"^(?:account (?<account>\S+(?: .+?)?)(?: parallel| (?<tier>local|free|paid)(?: tokens)? per (?:day|[\d.]+s))?"
        + @"|model (?<account>\S+(?: .+?)?) (?<model>\S+?)(?:(?: tokens)? per (?:day|[\d.]+s))?"
        + @"|batch (?<batch>\d+) cost)\z",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Written();
}
