using System.Globalization;
using BulkExtractor.Basics;
using CsvHelper;
using CsvHelper.Configuration;

namespace BulkExtractor.Documents;

/// <summary>A CSV's rows, one after the other, each as wide as the header.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvText _text;
    private readonly CsvParser _parser;
    private readonly CsvLimits _limits;
    private readonly string _file;
    private readonly char _delimiter;
    private bool _suspect;
    private int _blankLine;
    private int _width;

    public CsvRows(CsvText text, char delimiter, string file, CsvLimits limits)
    {
        (_text, _delimiter, _file, _limits) = (text, delimiter, file, limits);
        _parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            IgnoreBlankLines = false,
            BadDataFound = _ => _suspect = true,
            MaxFieldSize = limits.Cell,
            BufferSize = limits.BlockSize,
        });
    }

    /// <summary>The number of the row that was read last: 0 is the header, data rows count from 1.</summary>
    public int Number { get; private set; } = -1;

    /// <summary>The line of the file on which that row starts.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>The next row's cells, or null after the last.</summary>
    public async ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _text.CancellationToken = cancellationToken;
        while (await AdvanceAsync())
        {
            if (!IsBlank()) return Check(_parser.Record!);
            if (_blankLine == 0) _blankLine = Line;
        }

        return null;
    }

    /// <summary>An error at the row that was read last.</summary>
    public InputException Fault(string problem, int? line = null) => new(Number < 1
        ? $"{_file}: header (line {line ?? Line}): {problem}"
        : $"{_file}: row {Number} (line {line ?? Line}): {problem}");

    public void Dispose() => _parser.Dispose();

    private async ValueTask<bool> AdvanceAsync()
    {
        Line = _parser.RawRow + 1;
        try
        {
            if (await _parser.ReadAsync() && !_text.RowTooLong) return true;
        }
        catch (MaxFieldSizeException)
        {
            Number++;
            throw Fault(
                $"a cell is longer than {_limits.Cell:N0} characters; perhaps its quote is never closed");
        }

        if (!_text.RowTooLong) return false;

        Number++;
        throw RowTooLong();
    }

    // Two quotes on a line are an empty cell, nothing at all is a blank line.
    private bool IsBlank() =>
        _parser.Count == 1 && _parser[0].Length == 0 && !_parser.RawRecord.StartsWith('"');

    private string[] Check(string[] cells)
    {
        Number++;
        if (_text.FirstBadByte is { } bad && bad.CharOffset < _parser.CharCount) throw NotText(bad, cells);
        _text.EndRow(_parser.CharCount);
        if (_text.RowTooLong) throw RowTooLong();
        if (_suspect || IsLastOfFile()) CheckQuotes();
        if (_blankLine > 0) throw Fault("the line is blank, and rows follow", _blankLine);
        if (Number > _limits.Rows) throw Fault($"the file has more than {_limits.Rows:N0} rows; split it");
        if (Number == 0) _width = cells.Length;
        return cells.Length == _width ? cells : throw Fault(
            $"{Cells(cells.Length)} where the header has {_width:N0} (the delimiter is {Name(_delimiter)})");
    }

    // The parser takes the end of the file for the end of an open quote.
    private bool IsLastOfFile() => _text.Ended && _parser.CharCount == _text.CharCount;

    private void CheckQuotes()
    {
        _suspect = false;
        if (QuoteFault.Find(_parser.RawRecord, _delimiter) is not { } fault) return;

        throw Fault(
            fault.Unclosed
                ? $"the quote that opens cell {fault.Cell + 1} is never closed"
                : $"cell {fault.Cell + 1} goes on after its closing quote; a quote in it is written twice",
            Line + fault.Lines);
    }

    private InputException RowTooLong() => Fault($"the row is longer than {_limits.Row:N0} characters");

    private InputException NotText(BadByte bad, string[] cells)
    {
        var cell = Array.FindIndex(cells, cell => cell.Contains(BadBytes.Mark)) + 1;
        return Fault(
            $"cell {cell}: byte 0x{bad.Value:X2} at offset {bad.Offset} is not {_text.Encoding.WebName}; "
            + "name the file's encoding if it is another, such as windows-1252");
    }

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{count:N0} cells";

    private static string Name(char delimiter) => delimiter == '\t' ? "tab" : $"'{delimiter}'";
}
