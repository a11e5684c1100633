using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.Tests.Answers;

/// <summary>What models and those behind them do to the syntax of a good reply. Values stay as they are.</summary>
internal static partial class SyntaxDamage
{
    private static readonly JsonSerializerOptions Unescaped =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string[] Prose =
        [" Sure! ", "\n```json\n", "```", " {see} [below] ", " // note ", "\n# so far\n", "<think>", "</think>", " … "];

    /// <summary>By name, each kind of damage.</summary>
    public static readonly IReadOnlyList<(string Name, Func<string, Random, string> Do)> Kinds =
    [
        ("a sign is missing", (text, random) => text.Remove(Place(text, random), 1)),
        ("a sign is doubled", (text, random) =>
            Place(text, random) is var at ? text.Insert(at, $"{text[at]}") : text),
        ("a sign is another", (text, random) => Replace(text, Place(text, random), "{}[],:;="[random.Next(8)])),
        ("two signs are swapped", (text, random) => Place(text, random) is var at && at + 1 < text.Length
            ? $"{text.AsSpan(0, at)}{text[at + 1]}{text[at]}{text.AsSpan(at + 2)}"
            : text),
        ("a sign slips into a text", SlipIntoText),
        ("a comma is too much", (text, random) => text.Insert(Place(text, random), ",")),
        ("all last commas stay", (text, _) => Closer().Replace(Outside(text, part => part), ",$0")),
        ("a comma is missing", (text, random) => WithoutOne(text, ',', random)),
        ("a colon is missing", (text, random) => WithoutOne(text, ':', random)),
        ("a quote is missing", (text, random) => WithoutOne(text, '"', random, everywhere: true)),
        ("a quote is too much", (text, random) => text.Insert(random.Next(text.Length), "\"")),
        ("words stand among it", (text, random) =>
            text.Insert(Place(text, random), Prose[random.Next(Prose.Length)])),
        ("words stand around it", (text, random) =>
            Prose[random.Next(Prose.Length)] + text + Prose[random.Next(Prose.Length)]),
        ("it is cut off", (text, random) => text[..random.Next(text.Length)]),
        ("its beginning is missing", (text, random) => text[random.Next(text.Length / 2)..]),
        ("single quotes", (text, _) => Texts().Replace(text, match => Python(match.Value))),
        ("words of Python", (text, _) => Outside(text, part =>
            part.Replace("true", "True").Replace("false", "False").Replace("null", "None"))),
        ("typographic quotes", (text, _) => Texts().Replace(text, match => $"“{match.Value[1..^1]}”")),
        ("raw breaks", (text, _) => Break().Replace(text, match => match.Value == "\\n" ? "\n" : "\t")),
        ("escaped underscores", (text, _) => text.Replace("_", "\\_")),
        ("quotes within texts", (text, _) => text.Replace("\\\"", "\"")),
        ("backslashes within texts", (text, _) => text.Replace("\\\\", "\\")),
        ("names without quotes", (text, _) => Names().Replace(text, "$1:")),
        ("other blanks", (text, _) => Outside(text, part => part.Replace(",", ",\u00A0").Replace("{", "{\u3000"))),
        ("on many lines", (text, _) => Outside(text, part => part.Replace(",", ",\n  ").Replace("{", "{\n  "))),
        ("on many lines, without commas", (text, _) => Outside(text, part => part.Replace(",", "\n  "))),
        ("comments", (text, random) => Outside(text, part =>
            part.Replace(",", random.Next(2) == 0 ? ", // and\n" : ", /* and */ "))),
        ("once more as a text", (text, _) => AsText(text)),
        ("escaped as a text", (text, _) => AsText(text)[1..^1]),
        ("twice", (text, _) => $"{text}\n{text}"),
        ("fields as a text", (text, _) => Fields().Replace(text, match =>
            $"\"fields\":{AsText(match.Groups[1].Value)}}}")),
        ("another name of the id", (text, _) => text.Replace("{\"id\":", "{\"document_id\":")),
        ("ids in capitals", (text, _) => Ids().Replace(text, match => match.Value.ToUpperInvariant())),
        ("dressed ids", (text, _) => Ids().Replace(text, "id=$0")),
    ];

    /// <summary>Kinds after which it can still be told where a text begins and ends.</summary>
    public static readonly IReadOnlyList<Func<string, Random, string>> First =
    [
        .. Kinds.Where(kind => kind.Name is
            "a sign is missing" or "a sign is doubled" or "a sign is another" or "a comma is too much"
            or "a comma is missing" or "a colon is missing" or "words of Python" or "other blanks" or "on many lines"
            or "comments" or "twice" or "another name of the id" or "dressed ids").Select(kind => kind.Do),
    ];

    // "x", as "x,"
    private static string SlipIntoText(string text, Random random)
    {
        var texts = Texts().Matches(text);
        if (texts.Count == 0) return text;
        var one = texts[random.Next(texts.Count)];
        var end = one.Index + one.Length;
        return end == text.Length ? text : $"{text.AsSpan(0, end - 1)}{text[end]}\"{text.AsSpan(end + 1)}";
    }

    private static string AsText(string json) => JsonValue.Create(json).ToJsonString(Unescaped);

    // Signs of the syntax; what is within a text or a number makes another text or number, which nobody can see.
    private static int Place(string text, Random random)
    {
        int[] places = [.. Places(text).Where(at => "{}[],:".Contains(text[at]))];
        return places.Length > 0 ? places[random.Next(places.Length)] : 0;
    }

    private static IEnumerable<int> Places(string text)
    {
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            if (quoted && text[i] == '\\') i++;
            else if (text[i] == '"') quoted = !quoted;
            else if (!quoted) yield return i;
        }
    }

    private static string WithoutOne(string text, char sign, Random random, bool everywhere = false)
    {
        var candidates = everywhere ? Enumerable.Range(0, text.Length) : Places(text);
        int[] places = [.. candidates.Where(at => text[at] == sign && (at == 0 || text[at - 1] != '\\'))];
        return places.Length > 0 ? text.Remove(places[random.Next(places.Length)], 1) : text;
    }

    private static string Outside(string text, Func<string, string> change)
    {
        var changed = new StringBuilder();
        var last = 0;
        foreach (Match match in Texts().Matches(text))
        {
            changed.Append(change(text[last..match.Index])).Append(match.Value);
            last = match.Index + match.Length;
        }

        return changed.Append(change(text[last..])).ToString();
    }

    private static string Python(string json) => json.Contains('\'') && !json.Contains("\\\"")
        ? json
        : $"'{json[1..^1].Replace("\\\"", "\"").Replace("'", "\\'")}'";

    private static string Replace(string text, int at, char sign) =>
        string.Create(CultureInfo.InvariantCulture, $"{text.AsSpan(0, at)}{sign}{text.AsSpan(at + 1)}");

    [GeneratedRegex("""
        "(?:[^"\\]|\\.)*"
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Texts();

    [GeneratedRegex("""
        "([a-z_]+)":
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Names();

    [GeneratedRegex("""
        "fields":(\{(?:[^{}"]|"(?:[^"\\]|\\.)*"|\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*\})*\})\}
        """, RegexOptions.IgnorePatternWhitespace)]
    private static partial Regex Fields();

    [GeneratedRegex(@"(?<!\\)\\[nt]")]
    private static partial Regex Break();

    [GeneratedRegex("k[0-9]abcd[0-9]z")]
    private static partial Regex Ids();

    [GeneratedRegex(@"(?<=[""0-9el}\]])[}\]](?=[,}\]]|\z)")]
    private static partial Regex Closer();
}
