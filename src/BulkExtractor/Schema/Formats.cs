using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace BulkExtractor.Schema;

/// <summary>The formats of JSON Schema that are checked; others are notes for the reader.</summary>
internal static partial class Formats
{
    /// <summary>Whether a text is of a format.</summary>
    public static bool Holds(string format, string text) =>
        format switch
        {
            "date" => IsDate(text),
            "time" => IsTime(text),
            "date-time" => text.Length > 11 && text[10] is 'T' or 't' && IsDate(text[..10]) && IsTime(text[11..]),
            "duration" => Duration().IsMatch(text),
            "hostname" => text.Length <= 253 && Hostname().IsMatch(text),
            "ipv4" => Ipv4().IsMatch(text),
            "ipv6" => Ipv6().IsMatch(text) && IPAddress.TryParse(text, out _),
            "email" => text.Length <= 320 && Email().IsMatch(text),
            "uri" => Uri().IsMatch(text),
            "uuid" => Uuid().IsMatch(text),
            _ => true,
        };

    private static bool IsDate(string text) =>
        Date().IsMatch(text)
        && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    // RFC 3339: the offset is part of it, and a leap second ends a day of UTC.
    private static bool IsTime(string text)
    {
        var match = Time().Match(text);
        if (!match.Success) return false;
        if (match.Groups["leap"].Length == 0) return true;

        var sign = match.Groups["sign"].Value == "-" ? 1 : -1;
        var minutes = Minutes(match, "h", "m") + (sign * Minutes(match, "oh", "om"));
        return (minutes + 1_440) % 1_440 == 1_439;
    }

    private static int Minutes(Match match, string hours, string minutes) =>
        match.Groups[hours].Length == 0
            ? 0
            : (60 * int.Parse(match.Groups[hours].ValueSpan)) + int.Parse(match.Groups[minutes].ValueSpan);

    [GeneratedRegex(@"^[0-9]{4}-[0-9]{2}-[0-9]{2}\z")]
    private static partial Regex Date();

    [GeneratedRegex(
        @"^(?<h>[01][0-9]|2[0-3]):(?<m>[0-5][0-9]):(?:[0-5][0-9]|(?<leap>60))(?:\.[0-9]+)?"
        + @"(?:[Zz]|(?<sign>[+-])(?<oh>[01][0-9]|2[0-3]):(?<om>[0-5][0-9]))\z")]
    private static partial Regex Time();

    [GeneratedRegex(
        @"^(?:[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*|""(?:[ !#-\[\]-~]|\\[ -~])*"")"
        + @"@(?:(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)*[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
        + @"|\[[0-9A-Za-z:.]+\])\z", RegexOptions.NonBacktracking)]
    private static partial Regex Email();

    [GeneratedRegex(
        @"^[A-Za-z][A-Za-z0-9+.-]*:(?://(?:(?:[A-Za-z0-9._~!$&'()*+,;=:-]|%[0-9A-Fa-f]{2})*@)?"
        + @"(?:\[[0-9A-Fa-fv:.]+\]|(?:[A-Za-z0-9._~!$&'()*+,;=-]|%[0-9A-Fa-f]{2})*)(?::[0-9]*)?(?=[/?#]|\z)|(?!//))"
        + @"(?:[A-Za-z0-9._~!$&'()*+,;=:@/-]|%[0-9A-Fa-f]{2})*"
        + @"(?:\?(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?"
        + @"(?:#(?:[A-Za-z0-9._~!$&'()*+,;=:@/?-]|%[0-9A-Fa-f]{2})*)?\z")]
    private static partial Regex Uri();

    // RFC 3339, appendix A: what stands between two units may not be left out.
    [GeneratedRegex(
        @"^P(?:[0-9]+W|(?:[0-9]+D|[0-9]+M(?:[0-9]+D)?|[0-9]+Y(?:[0-9]+M(?:[0-9]+D)?)?)(?:(?=T)|\z)|(?=T))"
        + @"(?:T(?:[0-9]+H(?:[0-9]+M(?:[0-9]+S)?)?|[0-9]+M(?:[0-9]+S)?|[0-9]+S))?\z")]
    private static partial Regex Duration();

    [GeneratedRegex(@"^(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.|\z))+(?<!\.)\z")]
    private static partial Regex Hostname();

    [GeneratedRegex(@"^(?:(?:25[0-5]|2[0-4][0-9]|1[0-9]{2}|[1-9]?[0-9])(?:\.(?!\z)|\z)){4}\z")]
    private static partial Regex Ipv4();

    [GeneratedRegex(@"^[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*\z")]
    private static partial Regex Ipv6();

    [GeneratedRegex(@"^[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}\z")]
    private static partial Regex Uuid();
}
