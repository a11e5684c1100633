using BulkExtractor.Basics;

namespace BulkExtractor.Models;

/// <summary>Limits in a pool file.</summary>
internal static class LimitSection
{
    // What a free account gets that never bought credits; the provider is asked for the true number.
    private const int StandardRequestsPerDay = 50;

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
        var limit = section.Properties("requests", "tokens", "per");
        var (requests, tokens, per) = (limit["requests"], limit["tokens"], limit.Required("per"));
        if (requests is null && tokens is null)
            throw section.Fault("bounds nothing; requests or tokens are missing");

        var auto = requests?.Is("auto") == true;
        if (auto && !per.Is("day")) throw requests!.Fault("'auto' goes with 'per: day' only");

        return new Limit(per.Is("day") ? null : Span(per))
        {
            Requests = auto ? StandardRequestsPerDay : requests?.Whole(1, int.MaxValue),
            Tokens = tokens?.Whole(1, int.MaxValue),
            Auto = auto,
        };
    }

    private static TimeSpan Span(YamlValue per) =>
        Durations.Parse(per.Text()) is { TotalDays: <= 31 } span
            ? span
            : throw per.Unfit("2s, 60s, 5m, 1h, day");
}
