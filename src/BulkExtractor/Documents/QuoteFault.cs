namespace BulkExtractor.Documents;

/// <summary>A cell whose quotes do not fit: never closed, or followed by text.</summary>
/// <param name="Cell">The cell's number in its row, from 0.</param>
/// <param name="Lines">How many line breaks of the row stand before the quote that opens the cell.</param>
internal sealed record QuoteFault(int Cell, int Lines, bool Unclosed)
{
    /// <summary>The first fault in a row as it stands in the file; null if there is none.</summary>
    public static QuoteFault? Find(ReadOnlySpan<char> row, char delimiter)
    {
        for (var (start, cell) = (0, 0); ; cell++)
        {
            var quoted = start < row.Length && row[start] == '"';
            var length = quoted ? QuotedLength(row[start..]) : row[start..].IndexOfAny(delimiter, '\r', '\n');
            if (quoted && length < 0) return new QuoteFault(cell, CountLines(row[..start]), true);

            var end = length < 0 ? row.Length : start + length;
            if (end == row.Length || row[end] is '\r' or '\n') return null;
            if (row[end] != delimiter) return new QuoteFault(cell, CountLines(row[..start]), false);
            start = end + 1;
        }
    }

    // With both quotes; negative if the closing one is missing.
    private static int QuotedLength(ReadOnlySpan<char> text)
    {
        for (var at = 1; at < text.Length; at++)
        {
            if (text[at] != '"') continue;
            if (at + 1 == text.Length || text[at + 1] != '"') return at + 1;
            at++;
        }

        return -1;
    }

    private static int CountLines(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateLines()) count++;
        return count - 1;
    }
}
