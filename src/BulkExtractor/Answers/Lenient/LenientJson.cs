namespace BulkExtractor.Answers.Lenient;

/// <summary>Finds JSON in what models write, also where its broken syntax leaves one reading only.</summary>
/// <remarks>
/// Read are: raw line breaks in texts, single and typographic quotes, the words of Python, comments, blanks of all
/// kinds, names without quotes, commas that are missing or too many, escapes that no JSON has. Whatever could be read
/// in two ways, or is not closed, is broken; what is whole within it is found all the same.
/// </remarks>
/// <param name="names">The names of members: they tell a missing comma from a quote within a text.</param>
internal sealed class LenientJson(string text, IReadOnlySet<string> names)
{
    // Each broken piece may have been read to the end of the text; honest replies have a handful.
    private const int MostBroken = 1_000;

    private readonly LenientParser _parser = new(text, names);

    /// <summary>Texts with escapes that no JSON has, as they were read, and as they stand.</summary>
    public IReadOnlyDictionary<string, string> Doubtful => _parser.Doubtful;

    /// <summary>The outermost lists and objects, in the order of the text.</summary>
    public IEnumerable<JsonPiece> Pieces()
    {
        var (at, broken) = (0, 0);
        while (broken < MostBroken && NextStart(at) is var start and >= 0)
        {
            if (!_parser.TryRead(start)) broken++;
            foreach (var part in _parser.Parts()) yield return part with { IsWhole = broken == 0 };
            at = _parser.End;
        }
    }

    /// <summary>The object or list that is all of the text; null if there is more, or nothing.</summary>
    public string? Only()
    {
        var start = LenientBlanks.Skip(text, 0).Next;
        return start < text.Length && text[start] is '{' or '[' && _parser.TryRead(start)
            && LenientBlanks.Skip(text, _parser.End).Next == text.Length
                ? _parser.Parts()[0].Json
                : null;
    }

    // An object that begins with a name, or a list of objects: prose has brackets too.
    private int NextStart(int at)
    {
        for (var i = at; i < text.Length; i++)
        {
            var step = text.AsSpan(i).IndexOfAny('{', '[');
            if (step < 0) return -1;

            i += step;
            var next = LenientBlanks.Skip(text, i + 1).Next;
            if (next < text.Length && (text[i] == '[' ? text[next] == '{' : BeginsName(next))) return i;
        }

        return -1;
    }

    private bool BeginsName(int at) =>
        LenientText.IsQuote(text[at]) || text[at] == ',' || LenientParser.LengthOfBareName(text, at) > 0;
}
