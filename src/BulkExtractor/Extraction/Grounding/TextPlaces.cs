namespace BulkExtractor.Extraction.Grounding;

/// <summary>Where a text stands in a document: to the letter, or but for what people do not see as a difference.</summary>
internal sealed class TextPlaces(string document)
{
    private const int MostPlaces = 32;

    // Within another word a short one means nothing, and signs left out leave too little of a short one.
    private const int LeastWithinWord = 4;
    private const int LeastPlain = 3;

    private readonly Lazy<FoldedText> _folded = new(() => FoldedText.Of(document));
    private FoldedText? _plain;

    /// <summary>The document as it is compared.</summary>
    public FoldedText Folded => _folded.Value;

    /// <summary>Besides, without punctuation and accents.</summary>
    public FoldedText Plain => _plain ??= Folded.Plain();

    /// <summary>The occurrences found in the strictest way that finds any, in the order of the document.</summary>
    public IReadOnlyList<Found> Find(string value)
    {
        var trimmed = value.Trim();
        if (trimmed.Length == 0) return [];
        if (Choose(Exact(trimmed)) is { Count: > 0 } exact) return exact;
        if (trimmed.All(char.IsAsciiDigit)) return [];

        var folded = FoldedText.Of(trimmed);
        if (folded.Text.Length == 0) return [];
        if (Choose(In(Folded, folded.Text)) is { Count: > 0 } alike) return alike;

        var plain = folded.Plain().Text;
        return plain.Length < LeastPlain ? [] : Choose(In(Plain, plain));
    }

    /// <summary>The occurrences as a word of its own, whatever its case.</summary>
    public IReadOnlyList<Found> FindWord(string word) =>
        [.. Find(word).Where(found => Edges.AreOfWords(document, found.Start, found.End))];

    private IEnumerable<Found> Exact(string value)
    {
        for (var at = document.IndexOf(value, StringComparison.Ordinal); at >= 0;
             at = document.IndexOf(value, at + 1, StringComparison.Ordinal))
            yield return new Found(at, at + value.Length, How.Exact);
    }

    private static IEnumerable<Found> In(FoldedText text, string value)
    {
        for (var at = text.Text.IndexOf(value, StringComparison.Ordinal); at >= 0;
             at = text.Text.IndexOf(value, at + 1, StringComparison.Ordinal))
        {
            if (!text.IsWhole(at, value.Length)) continue;
            var (start, end) = text.Original(at, value.Length);
            yield return new Found(start, end, How.Normalised);
        }
    }

    private List<Found> Choose(IEnumerable<Found> all)
    {
        var ofWords = new List<Found>();
        var withinWords = new List<Found>();
        foreach (var found in all.Take(4 * MostPlaces).Where(f => Edges.AreWhole(document, f.Start, f.End)))
        {
            if (Edges.AreOfWords(document, found.Start, found.End)) ofWords.Add(found);
            else if (found.End - found.Start >= LeastWithinWord) withinWords.Add(found);
            if (ofWords.Count == MostPlaces) break;
        }

        return ofWords.Count > 0 ? ofWords : withinWords;
    }
}
