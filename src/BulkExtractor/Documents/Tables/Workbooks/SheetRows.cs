using System.Globalization;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables.Workbooks;

/// <summary>A sheet's rows, one after the other, with the cells that are there.</summary>
internal sealed class SheetRows(
    PartReader part, SharedStrings strings, CellFormats formats, bool from1904, string place, TableLimits limits)
    : IDisposable
{
    /// <summary>As many rows as a sheet can have.</summary>
    public const int MostRows = 1 << 20;

    private const int MostColumns = 1 << 14;

    private readonly List<string> _cells = [];
    private bool _isOver;

    /// <summary>The number of the row that was read last, as the workbook shows it.</summary>
    public int Row { get; private set; }

    /// <summary>The next row's cells, without empty ones at its end; null after the last.</summary>
    public IReadOnlyList<string>? Read()
    {
        while (!_isOver && part.Read(out var isEnd))
        {
            if (isEnd && part.Element == "sheetData") _isOver = true;
            if (isEnd || part.Element != "row") continue;
            var row = Number(part.Attribute("r")) ?? Row + 1;
            if (row <= Row || row > MostRows) throw Fault($"row {row} follows row {Row}");
            Row = row;
            ReadCells();
            return _cells;
        }

        _isOver = true;
        return null;
    }

    /// <summary>An error at the row that was read last, or at one of its cells.</summary>
    public InputException Fault(string problem) => new($"{place}: {problem}");

    public void Dispose() => part.Dispose();

    private void ReadCells()
    {
        _cells.Clear();
        if (part.IsEmpty) return;
        var (depth, next) = (part.Depth, 0);
        while (part.Read(out var isEnd) && part.Depth > depth)
        {
            if (isEnd || part.Element != "c") continue;
            var column = ColumnOf(part.Attribute("r")) ?? next;
            if (column < next || column >= MostColumns) throw Fault($"the cells of row {Row} are not in order");
            next = column + 1;
            var value = ReadValue();
            if (value.Length == 0) continue;
            while (_cells.Count < column) _cells.Add("");
            _cells.Add(value);
        }
    }

    private string ReadValue()
    {
        var (type, style) = (part.Attribute("t"), Number(part.Attribute("s")) ?? 0);
        if (part.IsEmpty) return "";
        var (depth, value) = (part.Depth, "");
        while (part.Read(out var isEnd) && part.Depth > depth)
        {
            if (isEnd) continue;
            if (part.Element == "is") value = CellText.Read(part, limits.Cell);
            else if (part.Element == "v") value = Shown(part.Text(limits.Cell), type, style);
        }

        return value;
    }

    private string Shown(string value, string? type, int style) => type switch
    {
        "s" => Number(value.Trim()) is { } number && strings.Find(number) is { } text
            ? text
            : throw Fault($"a cell of row {Row} refers to a text that is not there"),
        "b" => value.Trim() == "1" ? "true" : "false",
        "str" or "inlineStr" => CellText.Unescape(value),
        "e" or "d" => value,
        _ => CellValue.Write(value.Trim(), formats[style], from1904),
    };

    private static int? Number(string? text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    // The letters of AB12, counted from 0.
    private static int? ColumnOf(string? reference)
    {
        if (reference is null) return null;
        var column = 0;
        foreach (var sign in reference.AsSpan())
        {
            if (sign is < 'A' or > 'Z' || column > MostColumns) break;
            column = column * 26 + (sign - 'A' + 1);
        }

        return column - 1;
    }
}
