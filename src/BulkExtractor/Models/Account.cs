using System.Collections.Frozen;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.Models;

/// <summary>Whose limits a model shares, and where it is reached.</summary>
public sealed partial record Account(string Name, Uri Address)
{
    /// <summary>The key, if the address wants one.</summary>
    public ApiKey? Key { get; init; }

    /// <summary>The limits that all models of one tier share.</summary>
    public IReadOnlyDictionary<Tier, IReadOnlyList<Limit>> Limits { get; init; } =
        new Dictionary<Tier, IReadOnlyList<Limit>>();

    /// <summary>The limits of each of its models that names none of its own.</summary>
    public IReadOnlyList<Limit> Each { get; init; } = [];

    /// <summary>Which of the models that the provider lists join the pool.</summary>
    public ModelDiscovery Discover { get; init; }

    /// <summary>The names of those that may join, with <c>*</c> for anything; empty means all.</summary>
    public IReadOnlyList<string> DiscoveredNames { get; init; } = [];

    /// <summary>Whether its provider is asked what it lists.</summary>
    public bool Discovers => Discover != ModelDiscovery.None;

    /// <summary>The tier of what is discovered: servers at home are asked by http, providers by https.</summary>
    public Tier DiscoveredTier =>
        Discover == ModelDiscovery.All && !Simulated && Address.Scheme == Uri.UriSchemeHttp ? Tier.Local : Tier.Free;

    /// <summary>The longest wait for a whole answer.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(120);

    /// <summary>The first pause of a model after a refusal that names no time; doubles up to 15 minutes.</summary>
    public TimeSpan Cooldown { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The most requests in flight at once; null leaves it to the pipeline.</summary>
    public int? Parallel { get; init; }

    /// <summary>Where its days end; null where that is not known.</summary>
    public TimeZoneInfo? Day { get; init; }

    /// <summary>Members added to every request: <c>reasoning_effort: none</c>.</summary>
    public IReadOnlyDictionary<string, JsonNode?> Extra { get; init; } = FrozenDictionary<string, JsonNode?>.Empty;

    /// <summary>What its provider's terms say, in one sentence; null where nothing is known.</summary>
    public string? Terms { get; init; }

    /// <summary>Whether the terms say that its provider may train on what it is sent.</summary>
    public bool MayTrain => Terms is { } terms && Training().IsMatch(terms);

    /// <summary>Where a person gets a key; null where none is wanted, or nobody wrote it down.</summary>
    public Uri? SignUp { get; init; }

    /// <summary>The day on which its entry was last compared with what the provider says.</summary>
    public DateOnly? Checked { get; init; }

    /// <summary>Whether this is the simulator.</summary>
    public bool Simulated { get; init; }

    /// <summary>
    /// The identity of the account: its address and name, so that simulated and real quotas never meet.
    /// </summary>
    public string Id => Simulated ? $"simulated {Name}" : $"{Address} {Name}";

    /// <summary>The name in the identity of an account.</summary>
    public static string NameIn(string id) => id[(id.IndexOf(' ', StringComparison.Ordinal) + 1)..];

    // Any word of training counts, unless a no stands shortly before it: in doubt texts stay here.
    [GeneratedRegex(@"(?<!\b(?:no|not|never|without) (?:\w+ ){0,3})\btrain", RegexOptions.IgnoreCase)]
    private static partial Regex Training();
}
