using System.Globalization;
using BulkExtractor.Basics;
using BulkExtractor.Jobs;
using CsvHelper;
using CsvHelper.Configuration;

namespace BulkExtractor.Documents;

/// <summary>A CSV's rows, one after the other, each as wide as the header.</summary>
internal sealed class CsvRows : IDisposable
{
    private readonly CsvParser _parser;
    private readonly TableLimits _limits;
    private readonly string _file;
    private readonly int _linesBefore;
    private bool _suspect;
    private int _blankLine;
    private int _width;

    private CsvRows(CsvText text, char delimiter, int linesBefore, string file, TableLimits limits)
    {
        (Text, Delimiter, _linesBefore, _file, _limits) = (text, delimiter, linesBefore, file, limits);
        _parser = new CsvParser(text, new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter.ToString(),
            IgnoreBlankLines = false,
            BadDataFound = _ => _suspect = true,
            MaxFieldSize = limits.Cell,
            BufferSize = limits.BlockSize,
        });
    }

    /// <summary>The text that they are read from.</summary>
    public CsvText Text { get; }

    /// <summary>What parts their cells: the named one, what the file says (<c>sep=;</c>), or what fits.</summary>
    public char Delimiter { get; }

    /// <summary>The number of the row that was read last: 0 is the header, data rows count from 1.</summary>
    public int Number { get; private set; } = -1;

    /// <summary>How many characters of the rows so far no database holds: they are U+FFFD in the cells.</summary>
    public int Replaced { get; private set; }

    /// <summary>The line of the file on which that row starts.</summary>
    public int Line { get; private set; } = 1;

    /// <summary>Opens a table of text; the stream stays open when it is disposed of.</summary>
    public static async Task<CsvRows> OpenAsync(
        Stream stream, string file, JobInput input, TableLimits limits, CancellationToken cancellationToken)
    {
        var encoding = FileEncoding.Named(input.Encoding) ?? throw new InputException(
            $"{file}: there is no encoding '{input.Encoding}'; utf-8 is the usual one");
        if (input.Delimiter is '"' or '\r' or '\n')
            throw new InputException($"{file}: a quote or a line break cannot be the delimiter");

        var text = await CsvText.OpenAsync(stream, encoding, limits, cancellationToken);
        var named = Delimiters.Named(text.Waiting);
        if (named is { Length: var length }) text.Skip(length);
        var delimiter = input.Delimiter
            ?? named?.Delimiter
            ?? Delimiters.Detect(text.Waiting, DocumentColumns.NamedBy(input), text.Ended);
        return new CsvRows(text, delimiter, named is null ? 0 : 1, file, limits);
    }

    /// <summary>The next row's cells, or null after the last.</summary>
    public async ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        Text.CancellationToken = cancellationToken;
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
        Line = _linesBefore + _parser.RawRow + 1;
        try
        {
            if (await _parser.ReadAsync() && !Text.RowTooLong) return true;
        }
        catch (MaxFieldSizeException)
        {
            Number++;
            throw Fault(
                $"a cell is longer than {_limits.Cell:N0} characters; perhaps its quote is never closed");
        }

        if (!Text.RowTooLong) return false;

        Number++;
        throw RowTooLong();
    }

    // Two quotes on a line are an empty cell, nothing at all is a blank line.
    private bool IsBlank() =>
        _parser.Count == 1 && _parser[0].Length == 0 && !_parser.RawRecord.StartsWith('"');

    private string[] Check(string[] cells)
    {
        Number++;
        Clean(cells);
        if (Text.FirstBadByte is { } bad && bad.CharOffset < _parser.CharCount) throw NotText(bad, cells);
        Text.EndRow(_parser.CharCount);
        if (Text.RowTooLong) throw RowTooLong();
        if (Number > 0 && Text.EndsInNul && IsLastOfFile())
            throw Fault("the file ends in NUL characters, as one does that was not written to its end");
        if (_suspect || IsLastOfFile() || Array.Exists(cells, SpreadJson.MayBegin)) CheckQuotes();
        if (_blankLine > 0) throw Fault("the line is blank, and rows follow", _blankLine);
        if (Number > _limits.Rows) throw Fault($"the file has more than {_limits.Rows:N0} rows; split it");
        if (Number == 0) _width = cells.Length;
        return cells.Length == _width ? cells : throw Fault(
            $"{Cells(cells.Length)} where the header has {_width:N0} (the delimiter is {Name(Delimiter)})");
    }

    private void Clean(string[] cells)
    {
        foreach (ref var cell in cells.AsSpan())
        {
            if (!cell.Contains(CleanText.Nul, StringComparison.Ordinal)) continue;
            cell = CleanText.Clean(cell, out var replaced);
            Replaced += replaced;
        }
    }

    // The parser takes the end of the file for the end of an open quote.
    private bool IsLastOfFile() => Text.Ended && _parser.CharCount == Text.CharCount;

    private void CheckQuotes()
    {
        _suspect = false;
        if (QuoteFault.Find(_parser.RawRecord, Delimiter) is not { } fault) return;

        var cell = fault.Cell + 1;
        throw Fault(
            fault.Kind switch
            {
                QuoteFaultKind.Unclosed => $"the quote that opens cell {cell} is never closed",
                QuoteFaultKind.GoesOn =>
                    $"cell {cell} goes on after its closing quote; a quote in it is written twice",
                QuoteFaultKind.Json => $"cell {cell} begins JSON that goes on in later cells: "
                    + "put it in quotes and write those in it twice",
                _ => $"a quote within cell {cell} is closed in a later cell: perhaps a delimiter is missing before it; "
                    + "a cell with quotes begins and ends with one, and those in it are written twice",
            },
            Line + fault.Lines);
    }

    private InputException RowTooLong() => Fault($"the row is longer than {_limits.Row:N0} characters");

    private InputException NotText(BadByte bad, string[] cells)
    {
        var cell = Array.FindIndex(cells, cell => cell.Contains(BadBytes.Mark)) + 1;
        return Fault(
            $"cell {cell}: byte 0x{bad.Value:X2} at offset {bad.Offset} is not {Text.Encoding.WebName}; "
            + "name the file's encoding if it is another, such as windows-1252");
    }

    private static string Cells(int count) => count == 1 ? "1 cell" : $"{count:N0} cells";

    private static string Name(char delimiter) => delimiter == '\t' ? "tab" : $"'{delimiter}'";
}
