namespace BulkExtractor.Documents;

/// <summary>A cell that is not written as a table's: its quotes do not fit, or it goes on behind a delimiter.</summary>
/// <param name="Cell">The cell's number in its row, from 0.</param>
/// <param name="Lines">How many line breaks of the row stand before the cell.</param>
internal sealed record QuoteFault(int Cell, int Lines, QuoteFaultKind Kind)
{
    /// <summary>The first fault in a row as it stands in the file; null if there is none.</summary>
    public static QuoteFault? Find(ReadOnlySpan<char> row, char delimiter)
    {
        var opened = default(InnerQuote);
        for (var (start, cell) = (0, 0); ; cell++)
        {
            var quoted = start < row.Length && row[start] == '"';
            var length = quoted ? QuotedLength(row[start..]) : row[start..].IndexOfAny(delimiter, '\r', '\n');
            if (quoted && length < 0) return new QuoteFault(cell, CountLines(row[..start]), QuoteFaultKind.Unclosed);

            if (!quoted && SpreadJson.Begins(row[start..], length))
                return new QuoteFault(cell, CountLines(row[..start]), QuoteFaultKind.Json);

            var end = length < 0 ? row.Length : start + length;
            if (!quoted && opened.IsClosedBy(row[start..end])) return opened.Fault;
            if (!quoted) opened = opened.Or(row[start..end], cell, row[..start]);
            if (end == row.Length || row[end] is '\r' or '\n') return null;
            if (row[end] != delimiter)
                return new QuoteFault(cell, CountLines(row[..start]), QuoteFaultKind.GoesOn);
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
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || text[at] == '\r' && (at + 1 == text.Length || text[at + 1] != '\n')) count++;
        }

        return count;
    }

    /// <summary>
    /// A quote within a cell that opens something: what it opens goes on behind the delimiter if a later cell closes
    /// it. Between quotes a delimiter would part nothing, so the row has one cell less than was read.
    /// </summary>
    private readonly record struct InnerQuote(QuoteFault? Fault, Beside Beside)
    {
        /// <summary>This, or the one that a cell opens: nothing that belongs to the text before it.</summary>
        public InnerQuote Or(ReadOnlySpan<char> cell, int number, ReadOnlySpan<char> before)
        {
            if (cell.Count('"') % 2 == 0) return this;
            var last = cell.LastIndexOf('"');
            var opens = last > 0 && last + 1 < cell.Length
                && (!char.IsWhiteSpace(cell[last + 1]) || char.IsWhiteSpace(cell[last - 1]));
            return opens
                ? new(new QuoteFault(number, CountLines(before), QuoteFaultKind.Inner), BesideOf(cell, last))
                : default;
        }

        /// <summary>Whether a later cell closes it. Two inches (5"x2, 6" rod) and apostrophes do not.</summary>
        public bool IsClosedBy(ReadOnlySpan<char> cell)
        {
            var first = cell.IndexOf('"');
            if (Fault is null || first <= 0 || cell.Count('"') % 2 == 0) return false;
            var closes = !char.IsWhiteSpace(cell[first - 1])
                || first + 1 == cell.Length
                || char.IsWhiteSpace(cell[first + 1]);
            return closes && (Beside == Beside.Other || Beside != BesideOf(cell, first));
        }

        private static Beside BesideOf(ReadOnlySpan<char> cell, int quote)
        {
            var before = cell[..quote].TrimEnd();
            if (before.Length > 0 && char.IsDigit(before[^1])) return Beside.Digit;
            var isWithin = char.IsLetter(cell[quote - 1]) && quote + 1 < cell.Length && char.IsLetter(cell[quote + 1]);
            return isWithin ? Beside.Letters : Beside.Other;
        }
    }

    private enum Beside
    {
        Other,
        Digit,
        Letters,
    }
}

/// <summary>What is wrong with a cell's quotes.</summary>
internal enum QuoteFaultKind
{
    /// <summary>The one that opens it is never closed.</summary>
    Unclosed,

    /// <summary>The cell goes on after the one that closes it.</summary>
    GoesOn,

    /// <summary>One within it is closed in a later cell.</summary>
    Inner,

    /// <summary>It begins JSON that ends in a later cell.</summary>
    Json,
}
