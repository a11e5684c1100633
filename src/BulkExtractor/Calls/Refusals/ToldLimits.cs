using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BulkExtractor.Calls.Refusals;

/// <summary>Finds the limits that providers name: in headers, in lists of what was violated, in words.</summary>
internal static partial class ToldLimits
{
    /// <summary>Those in headers: <c>x-ratelimit-limit-tokens-minute</c>.</summary>
    public static IReadOnlyList<ToldLimit> In(ReplyHeaders headers) => headers.Told
        .Select(header => Read(Header().Match(header.Name), header.Value))
        .OfType<ToldLimit>()
        .ToArray();

    /// <summary>Those of a refusal.</summary>
    public static IReadOnlyList<ToldLimit> In(ReplyHeaders headers, JsonElement error, string words) =>
    [
        .. In(headers),
        .. Violations(error).Select(one => Read(Quota().Match(one.Text("quotaId")), one.Text("quotaValue")))
            .Concat(Words().Matches(words).Select(said => Read(said, said.Groups["limit"].Value)))
            .OfType<ToldLimit>(),
    ];

    private static IEnumerable<JsonElement> Violations(JsonElement error) =>
        from detail in Items(error.Member("details"))
        from violation in Items(detail.Member("violations"))
        select violation;

    private static IEnumerable<JsonElement> Items(JsonElement list) =>
        list.ValueKind != JsonValueKind.Array ? []
            : list.EnumerateArray().Where(item => item.ValueKind == JsonValueKind.Object);

    // A limit of 0 says that nothing is free: that is a refusal's to tell, and no number to count with.
    private static ToldLimit? Read(Match said, string number)
    {
        if (!said.Success) return null;
        var digits = number.Replace(",", "", StringComparison.Ordinal);
        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var limit) || limit == 0)
            return null;
        return new ToldLimit(UnitOf(said.Groups["unit"].Value), WindowOf(said.Groups["window"].Value), limit);
    }

    private static ToldUnit UnitOf(string said)
    {
        if (said.Contains("input", StringComparison.OrdinalIgnoreCase)) return ToldUnit.InputTokens;
        if (said.Contains("token", StringComparison.OrdinalIgnoreCase)) return ToldUnit.Tokens;
        return said.Contains("neuron", StringComparison.OrdinalIgnoreCase) ? ToldUnit.Units : ToldUnit.Requests;
    }

    private static ToldWindow? WindowOf(string said) => said.ToUpperInvariant() switch
    {
        "MINUTE" => ToldWindow.Minute,
        "HOUR" => ToldWindow.Hour,
        "DAY" or "DAILY" => ToldWindow.Day,
        "MONTH" => ToldWindow.Month,
        _ => null,
    };

    [GeneratedRegex(
        @"^x-ratelimit-limit-(?<unit>requests|req|input-tokens|tokens)(-(?<window>minute|hour|day|month))?\z",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Header();

    [GeneratedRegex(
        @"^Generate(Content)?(?<unit>Requests|InputTokens|Tokens)(Per(Project|Model))*Per(?<window>Minute|Day)",
        RegexOptions.ExplicitCapture)]
    private static partial Regex Quota();

    [GeneratedRegex(
        @"\b(?<unit>requests|tokens) per (?<window>minute|hour|day) \([A-Z]{3}\): Limit (?<limit>[\d,]+)"
        + @"|limited to (?<limit>[\d,]+) (?<unit>API calls) / (?<window>minute|month)"
        + @"|(?<window>daily) free allocation of (?<limit>[\d,]+) (?<unit>neurons)",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
