using BulkExtractor.Yaml;

namespace BulkExtractor.Catalog;

/// <summary>The tiers as files name them.</summary>
internal static class TierNames
{
    private static readonly Dictionary<string, Tier> Names =
        new() { ["local"] = Tier.Local, ["free"] = Tier.Free, ["paid"] = Tier.Paid };

    /// <summary>All names, for an error.</summary>
    public static string All => string.Join(", ", Names.Keys);

    /// <summary>The tier that a value names.</summary>
    public static Tier Read(YamlValue value) => value.Choice("a tier", Names);
}
