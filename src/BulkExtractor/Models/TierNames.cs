using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>The tiers as files name them.</summary>
internal static class TierNames
{
    private static readonly Dictionary<string, Tier> Names =
        new() { ["local"] = Tier.Local, ["free"] = Tier.Free, ["paid"] = Tier.Paid };

    /// <summary>All names.</summary>
    public static IReadOnlyCollection<string> All => Names.Keys;

    /// <summary>The tier of that name, which must exist.</summary>
    public static Tier Of(string name) => Names[name];

    /// <summary>The tier that a value names.</summary>
    public static Tier Read(YamlValue value) => value.Choice("a tier", Names);
}
