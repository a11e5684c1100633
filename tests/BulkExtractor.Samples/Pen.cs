using System.Globalization;
using System.Text.RegularExpressions;

namespace BulkExtractor.Samples;

/// <summary>Writes in one language: picks phrases at random and fills their blanks.</summary>
internal sealed partial class Pen(Phrases phrases, Random random)
{
    private readonly string[] _months = phrases.All("months")[0].Split(", ");

    public Random Random => random;

    public bool Has(string section) => phrases.Has(section);

    public string Pick(string section) => Pick(phrases.All(section));

    public string[] All(string section) => phrases.All(section);

    public T Pick<T>(IReadOnlyList<T> choices) => choices[random.Next(choices.Count)];

    public string[] PickRow(string section) => Pick(section).Split(" | ");

    public bool Chance(int percent) => random.Next(100) < percent;

    /// <summary>The section for a currency, if the language has one for it, else the general one.</summary>
    public string SectionFor(string section, string currency) =>
        phrases.Has($"{section}.{currency}") ? $"{section}.{currency}" : section;

    /// <summary>Fills <c>{name}</c> with the value of that name, or else with a phrase of that section.</summary>
    public string Fill(string template, IReadOnlyDictionary<string, string> values) =>
        Blank().Replace(template, blank => FillBlank(blank.Groups[1].Value, values));

    /// <summary>Each <c>#</c> becomes a digit.</summary>
    public string Digits(string pattern) =>
        string.Concat(pattern.Select(c => c == '#' ? (char)('1' + random.Next(9)) : c));

    public string Date(DateOnly date)
    {
        var values = new Dictionary<string, string>
        {
            ["d"] = Text(date.Day),
            ["dd"] = Text(date.Day, 2),
            ["m"] = Text(date.Month),
            ["mm"] = Text(date.Month, 2),
            ["yyyy"] = Text(date.Year),
            ["yy"] = Text(date.Year % 100, 2),
            ["month"] = _months[date.Month - 1],
            ["ord"] = date.Day + Ordinal(date.Day),
            ["reiwa"] = Text(date.Year - 2018),
            ["ard"] = Notation.Arabic(Text(date.Day)),
            ["aryyyy"] = Notation.Arabic(Text(date.Year)),
        };
        return Fill(Pick("date"), values);
    }

    private string FillBlank(string name, IReadOnlyDictionary<string, string> values)
    {
        if (values.TryGetValue(name, out var value)) return value;
        return phrases.Has(name) ? Fill(Pick(name), values) : "";
    }

    private static string Text(int number, int digits = 1) =>
        number.ToString($"D{digits}", CultureInfo.InvariantCulture);

    private static string Ordinal(int day) => (day % 10, day / 10) switch
    {
        (_, 1) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Blank();
}
