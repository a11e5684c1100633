namespace BulkExtractor.Documents;

/// <summary>Finds out a CSV's delimiter from its first rows.</summary>
internal static class Delimiters
{
    private const int MaxRows = 200;

    private static readonly char[] Candidates = [',', ';', '\t', '|'];

    /// <summary>
    /// The delimiter under which most rows have as many cells as the header; of several, the one with most columns.
    /// </summary>
    /// <param name="whole">Whether the text is the whole file, so that its last row is complete.</param>
    public static char Detect(ReadOnlySpan<char> text, bool whole)
    {
        var best = (Delimiter: ',', Share: 0.0, Columns: 1);
        foreach (var delimiter in Candidates)
        {
            var counts = CountCells(text, delimiter, whole);
            if (counts is not [> 1 and var columns, ..]) continue;

            var share = counts.Count(count => count == columns) / (double)counts.Count;
            if ((share, columns).CompareTo((best.Share, best.Columns)) > 0)
                best = (delimiter, share, columns);
        }

        return best.Delimiter;
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
