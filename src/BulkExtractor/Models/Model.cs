using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace BulkExtractor.Models;

/// <summary>A language model of one account.</summary>
/// <param name="Id">The provider's id.</param>
/// <param name="Context">The context window in tokens: what is read and what is written together.</param>
public sealed record Model(string Id, Account Account, Tier Tier, int Context)
{
    /// <summary>The most tokens of an answer.</summary>
    public int MaxOutput { get; init; } = 4_096;

    /// <summary>Whether it reads pictures too.</summary>
    public bool ReadsImages { get; init; }

    /// <summary>What it is good for: multilingual, long, reasoning, light, vision, structured.</summary>
    public IReadOnlyList<string> GoodFor { get; init; } = [];

    /// <summary>Its own limits, beside its account's.</summary>
    public IReadOnlyList<Limit> Limits { get; init; } = [];

    /// <summary>The most requests to it in flight at once; null leaves it to its account.</summary>
    public int? Parallel { get; init; }

    /// <summary>What its tokens cost in the units that its limits count; null takes the limits' own price.</summary>
    public UnitPrice? UnitPrice { get; init; }

    /// <summary>Members added to its requests, beside its account's or instead of them.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Extra { get; init; } = FrozenDictionary<string, JsonNode?>.Empty;

    /// <summary>What its requests have beside what the program writes: its account's, and its own instead.</summary>
    public IReadOnlyDictionary<string, JsonNode?> AllExtra
    {
        get
        {
            var all = Account.Extra.ToDictionary();
            foreach (var (name, value) in Extra) all[name] = value;
            return all;
        }
    }

    /// <summary>What it costs; null costs nothing.</summary>
    public Price? Price { get; init; }

    /// <summary>The day the provider takes it away.</summary>
    public DateOnly? Retires { get; init; }

    /// <summary>Whether the provider's list brought it, and not the pool file.</summary>
    public bool Discovered { get; init; }

    /// <summary>Whether the provider named it when it was last asked for its list.</summary>
    public bool Listed { get; init; }

    /// <summary>Its identity over all accounts.</summary>
    public string Key => $"{Account.Id} {Id}";
}

/// <summary>US dollars per million tokens.</summary>
public sealed record Price(decimal Input, decimal Output)
{
    /// <summary>What some tokens cost, in US dollars.</summary>
    public decimal Of(long input, long output) => ((input * Input) + (output * Output)) / 1_000_000;
}
