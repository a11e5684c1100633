using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>Cells as a database holds them: bounded in length, without NUL and lone surrogates.</summary>
internal sealed class CleanCells(TableLimits limits, InputBounds bounds)
{
    private long _characters;

    /// <summary>How many characters were replaced.</summary>
    public int Replaced { get; private set; }

    /// <summary>What is wrong with a row; null if nothing is. Its cells are cleaned.</summary>
    public string? Clean(string[] cells)
    {
        var length = 0L;
        foreach (ref var cell in cells.AsSpan())
        {
            if (cell.Length > limits.Cell) return $"a cell is longer than {limits.Cell:N0} characters";
            length += cell.Length;
            cell = CleanText.Clean(cell, out var replaced);
            Replaced += replaced;
        }

        _characters += length;
        if (length > limits.Row) return $"the row is longer than {limits.Row:N0} characters";
        return _characters > bounds.MostBytes
            ? $"the rows so far hold more than {Bytes.Say(bounds.MostBytes)} of text"
            : null;
    }
}
