using System.Text.RegularExpressions;
using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>Limits in a pool file.</summary>
internal static partial class LimitSection
{
    // What a free account gets that never bought credits; the provider is asked for the true number.
    private const int StandardRequestsPerDay = 50;

    private static readonly Dictionary<string, bool> Counts = new() { ["max_tokens"] = true };

    /// <summary>An account's limits, tier by tier.</summary>
    public static Dictionary<Tier, IReadOnlyList<Limit>> ReadTiers(YamlValue section)
    {
        section.Properties([.. TierNames.All]);
        return section.Entries().ToDictionary(
            entry => TierNames.Of(entry.Name), entry => (IReadOnlyList<Limit>)Read(entry.Value));
    }

    /// <summary>A list of limits.</summary>
    public static List<Limit> Read(YamlValue list) => [.. list.Items().Select(ReadOne)];

    private static Limit ReadOne(YamlValue section)
    {
        var limit = section.Properties(
            "requests", "tokens", "input_tokens", "units", "unit_price", "per", "counts", "shares");
        var (requests, per) = (limit["requests"], limit.Required("per"));
        if ((requests ?? limit["tokens"] ?? limit["input_tokens"] ?? limit["units"]) is null)
            throw section.Fault("bounds nothing; requests, tokens, input_tokens or units are missing");

        var auto = requests?.Is("auto") == true;
        if (auto && !per.Is("day")) throw requests!.Fault("'auto' goes with 'per: day' only");
        if (limit["counts"] is { } counts && limit["tokens"] is null)
            throw counts.Fault("'counts: max_tokens' goes with 'tokens' only");

        return Window(per) with
        {
            Requests = auto ? StandardRequestsPerDay : requests?.Whole(1, int.MaxValue),
            Tokens = limit["tokens"]?.Whole(1, int.MaxValue),
            InputTokens = limit["input_tokens"]?.Whole(1, int.MaxValue),
            Units = limit["units"]?.Whole(1, int.MaxValue),
            UnitPrice = limit["units"] is null ? null : ReadPrice(limit.Required("unit_price")),
            CountsCap = limit["counts"]?.Choice("a way to count", Counts) ?? false,
            Shares = limit["shares"] is { } group ? Group(group) : null,
            Auto = auto,
        };
    }

    /// <summary>What tokens cost in units.</summary>
    public static UnitPrice ReadPrice(YamlValue section)
    {
        var price = section.Properties("input", "output");
        return new UnitPrice(price.Required("input").Amount(), price.Required("output").Amount());
    }

    private static Limit Window(YamlValue per)
    {
        if (per.Is("day")) return new Limit(null);
        if (per.Is("month")) return new Limit(null) { Monthly = true };
        if (per.Is("minute")) return new Limit(TimeSpan.FromMinutes(1)) { Aligned = true };
        return Durations.Parse(per.Text()) is { TotalDays: <= 31 } span
            ? new Limit(span)
            : throw per.Unfit("2s, 60s, 5m, 1h, 31d, minute, day, month");
    }

    // It becomes a part of the name under which its permits are counted.
    private static string Group(YamlValue name) =>
        GroupName().IsMatch(name.Text())
            ? name.Text()
            : throw name.Fault("must be a name of letters, digits, '-' and '_'");

    [GeneratedRegex(@"^[\w-]+\z")]
    private static partial Regex GroupName();
}
