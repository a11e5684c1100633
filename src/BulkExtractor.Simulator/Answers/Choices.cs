using System.Text.Json.Nodes;

namespace BulkExtractor.Simulator.Answers;

/// <summary>Chooses among an enum's values, and between true and false.</summary>
internal static class Choices
{
    private const int InTitle = 4;
    private const int AfterItsLabel = 20;

    private static readonly string[] Negations =
    [
        "no", "not", "without", "non", "kein", "keine", "keinen", "nicht", "ohne", "pas", "sans", "sin", "senza", "nie",
        "bez",
    ];

    public static JsonNode? Choose(SourceDocument page, Field field)
    {
        var best = field.Enum.Select(value => (value, score: Score(page, field, value))).MaxBy(choice => choice.score);
        return best.score > 0 ? JsonValue.Create(best.value) : null;
    }

    /// <summary>The values that the text names at all, for lists of an enum.</summary>
    public static IEnumerable<string> ChooseAll(SourceDocument page, Field field) =>
        field.Enum.Where(value => Score(page, field, value) > 0);

    public static JsonNode? Decide(SourceDocument page, Field field)
    {
        var key = field.Words.StartsWith("is ", StringComparison.Ordinal) ? field.Words[3..] : field.Words;
        var hits = Lexicon.Flags.Scan(page.Lower);
        if (hits.Exists(hit => hit.Keys.Contains($"-{key}"))) return false;
        if (hits.Exists(hit => hit.Keys.Contains(key))) return true;
        return WordsIn(page, key).Any(at => !IsNegated(page.Lower, at)) ? true : field.AllowsNull ? null : false;
    }

    // Longer phrases say more; the headline says what a text is about; and a label settles it.
    private static int Score(SourceDocument page, Field field, string value)
    {
        var words = value.ToLowerInvariant().Replace('_', ' ').Replace('-', ' ');
        var score = 0;
        foreach (var hit in page.Values.Where(hit => hit.Keys.Contains(words) && !IsOfPrice(page, hit)))
            score += Weigh(page, field, hit.Start) + Math.Min(hit.Length, 12) / 4;
        if (score == 0 && Lexicon.Values.KeysOf(words).Count == 0)
            score = WordsIn(page, words).Sum(at => Weigh(page, field, at));
        return score;
    }

    // "It was £90 new" tells a price, not a condition.
    private static bool IsOfPrice(SourceDocument page, Hit hit) =>
        hit.Start > 0 && page.Lower[hit.Start - 1] == ' '
        && page.Amounts.Any(amount => amount.Currency is not null && amount.Span.End == hit.Start - 1);

    private static int Weigh(SourceDocument page, Field field, int at)
    {
        var label = page.Labels.LastOrDefault(hit => hit.End <= at && at - hit.End <= 3);
        if (label.Length > 0 && field.Concept is { } concept && label.Keys.Contains(concept)) return AfterItsLabel;
        return page.Lines.Count > 0 && at < page.Lines[0].End ? InTitle : 1;
    }

    private static IEnumerable<int> WordsIn(SourceDocument page, string words)
    {
        for (var at = page.Lower.IndexOf(words, StringComparison.Ordinal); at >= 0 && words.Length > 0;
             at = page.Lower.IndexOf(words, at + words.Length, StringComparison.Ordinal))
            if (at == 0 || !char.IsLetterOrDigit(page.Lower[at - 1])) yield return at;
    }

    private static bool IsNegated(string text, int at)
    {
        var before = text[..at].TrimEnd();
        var last = before[(before.LastIndexOf(' ') + 1)..];
        return Negations.Contains(last);
    }
}
