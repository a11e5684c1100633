namespace BulkExtractor.Documents;

/// <summary>Finds out a CSV's delimiter from its first rows.</summary>
internal static class Delimiters
{
    private const int MaxRows = 200;

    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>
    /// The delimiter whose header has a column that is looked for; of several, the one under which most rows have as
    /// many cells as the header, then the one with most columns.
    /// </summary>
    /// <param name="wanted">The columns that are looked for.</param>
    /// <param name="whole">Whether the text is the whole file, so that its last row is complete.</param>
    public static char Detect(ReadOnlySpan<char> text, IReadOnlyCollection<string> wanted, bool whole)
    {
        var best = (Delimiter: ',', Found: 0, Share: 0.0, Columns: 1);
        foreach (var delimiter in Candidates)
        {
            var counts = CountCells(text, delimiter, whole);
            if (counts is not [> 1 and var columns, ..]) continue;

            var found = Header(text, delimiter).Intersect(wanted).Count();
            var share = counts.Count(count => count == columns) / (double)counts.Count;
            if ((found, share, columns).CompareTo((best.Found, best.Share, best.Columns)) > 0)
                best = (delimiter, found, share, columns);
        }

        return best.Delimiter;
    }

    /// <summary>The delimiter that a spreadsheet's own first line <c>sep=;</c> names, and that line's length.</summary>
    public static (char Delimiter, int Length)? Named(ReadOnlySpan<char> text)
    {
        const string Word = "sep=";
        if (!text.StartsWith(Word, StringComparison.OrdinalIgnoreCase) || text.Length < Word.Length + 2) return null;
        var end = text[(Word.Length + 1)..];
        var length = end switch { ['\r', '\n', ..] => 2, ['\n' or '\r', ..] => 1, _ => 0 };
        return length == 0 ? null : (text[Word.Length], Word.Length + 1 + length);
    }

    // The names of a header without line breaks in them; of another one, none that matter.
    private static IEnumerable<string> Header(ReadOnlySpan<char> text, char delimiter)
    {
        var end = text.IndexOfAny('\r', '\n');
        var line = end < 0 ? text : text[..end];
        return [.. line.ToString().Split(delimiter).Select(name => name.Trim('"').Replace("\"\"", "\""))];
    }

    private static List<int> CountCells(ReadOnlySpan<char> text, char delimiter, bool whole)
    {
        var counts = new List<int>();
        var (cells, cellStart, rowStart, quoted) = (1, 0, 0, false);
        for (var at = 0; at < text.Length && counts.Count < MaxRows; at++)
        {
            var c = text[at];
            if (c == '"')
                quoted = !quoted && (at == cellStart || text[at - 1] == '"' && text[cellStart] == '"');
            else if (quoted) continue;
            else if (c == delimiter) (cells, cellStart) = (cells + 1, at + 1);
            else if (c is '\r' or '\n')
            {
                if (at > rowStart) counts.Add(cells);
                (cells, cellStart, rowStart) = (1, at + 1, at + 1);
            }
        }

        if (counts.Count == 0 || whole && rowStart < text.Length && counts.Count < MaxRows) counts.Add(cells);
        return counts;
    }
}
