using BulkExtractor.Batches;

namespace BulkExtractor.Answers.Grounding;

/// <summary>Where a text stands in a document: to the letter, or but for what people see as no difference.</summary>
internal sealed class TextPlaces(string document)
{
    private const int MostPlaces = 32;
    private const int MostLookedAt = 4_096;

    // Within another word a short one means nothing, and signs left out leave too little of a short one.
    private const int LeastWithinWord = 4;
    private const int LeastPlain = 3;

    private readonly Lazy<FoldedText> _folded = new(() => FoldedText.Fold(document));
    private FoldedText? _plain;

    /// <summary>The document as it is compared.</summary>
    public FoldedText Folded => _folded.Value;

    /// <summary>Besides, without punctuation and accents.</summary>
    public FoldedText Plain => _plain ??= Folded.Plain();

    /// <summary>
    /// The occurrences found in the strictest way that finds any, in the order of the document; within longer words
    /// only where there are no others, and as something that is merely like the value.
    /// </summary>
    public IReadOnlyList<TextMatch> Find(string value)
    {
        List<TextMatch> withinWords = [];
        foreach (var occurrences in Ways(value.Trim()))
        {
            var (ofWords, others) = Sort(occurrences);
            if (ofWords.Count > 0) return ofWords;
            if (withinWords.Count == 0) withinWords = others;
        }

        return withinWords;
    }

    /// <summary>The occurrences as a word of its own, whatever its case.</summary>
    public IReadOnlyList<TextMatch> FindWord(string word) =>
        [.. Find(word).Where(found => found.Match != MatchKind.Fuzzy)];

    private IEnumerable<IEnumerable<TextMatch>> Ways(string value)
    {
        if (value.Length == 0) yield break;
        yield return Exact(value);
        if (value.All(char.IsAsciiDigit)) yield break;

        var folded = FoldedText.Fold(value);
        if (folded.Text.Length == 0) yield break;
        yield return In(Folded, folded.Text);

        var plain = folded.Plain().Text;
        if (plain.Length >= LeastPlain) yield return In(Plain, plain);
    }

    private IEnumerable<TextMatch> Exact(string value)
    {
        for (var at = document.IndexOf(value, StringComparison.Ordinal); at >= 0;
             at = document.IndexOf(value, at + 1, StringComparison.Ordinal))
            yield return new TextMatch(at, at + value.Length, MatchKind.Exact);
    }

    private static IEnumerable<TextMatch> In(FoldedText text, string value)
    {
        for (var at = text.Text.IndexOf(value, StringComparison.Ordinal); at >= 0;
             at = text.Text.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            if (!text.IsWhole(at, value.Length)) continue;
            var (start, end) = text.Original(at, value.Length);
            yield return new TextMatch(start, end, MatchKind.Normalised);
        }
    }

    private (List<TextMatch> OfWords, List<TextMatch> WithinWords) Sort(IEnumerable<TextMatch> all)
    {
        var (ofWords, withinWords) = (new List<TextMatch>(), new List<TextMatch>());
        foreach (var found in all.Take(MostLookedAt).Where(f => WordBoundaries.AreWhole(document, f.Start, f.End)))
        {
            if (IsOfWords(found)) ofWords.Add(found);
            else if (IsLong(found) && withinWords.Count < MostPlaces)
                withinWords.Add(found with { Match = MatchKind.Fuzzy });
            if (ofWords.Count == MostPlaces) break;
        }

        return (ofWords, withinWords);
    }

    private bool IsOfWords(TextMatch found) => WordBoundaries.AreOfWords(document, found.Start, found.End)
        || (IsLong(found) && WordBoundaries.AreAfterClitics(document, found.Start, found.End));

    private static bool IsLong(TextMatch found) => found.End - found.Start >= LeastWithinWord;
}
