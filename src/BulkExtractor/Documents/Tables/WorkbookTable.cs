using BulkExtractor.Basics;
using BulkExtractor.Documents.Tables.Workbooks;

namespace BulkExtractor.Documents.Tables;

/// <summary>A sheet of a workbook (.xlsx): its first row with a cell is the header.</summary>
internal sealed class WorkbookTable : ITable
{
    private readonly ZipFiles _archive;
    private readonly SharedStrings _strings;
    private readonly SheetRows _rows;
    private readonly CleanCells _clean;
    private readonly int _headerRow;
    private readonly string _place;

    private WorkbookTable(
        ZipFiles archive, SharedStrings strings, SheetRows rows, TableShape shape, string place, TableOptions options)
    {
        (_archive, _strings, _rows, Shape, _place) = (archive, strings, rows, shape, place);
        (_headerRow, _clean) = (rows.Row, new CleanCells(options.Limits, options.Bounds));
    }

    public TableShape Shape { get; }

    public int Number { get; private set; }

    public int Replaced => _clean.Replaced;

    /// <summary>Reads the header. The archive is closed with the table, or at once when it cannot be read.</summary>
    public static async Task<WorkbookTable> OpenAsync(
        ZipFiles archive, TableOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SharedStrings? strings = null;
        try
        {
            var parts = new WorkbookParts(archive);
            using (var texts = parts.OpenStrings())
            {
                strings = texts is null ? new() : SharedStrings.Read(texts, archive.Name, options.Limits.Cell);
            }

            return Open(archive, parts, strings, options);
        }
        catch
        {
            strings?.Dispose();
            await archive.DisposeAsync();
            throw;
        }
    }

    public ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var found = _rows.Read();
        while (found is { Count: 0 }) found = _rows.Read();
        if (found is null) return new((string[]?)null);
        Number = _rows.Row - _headerRow;
        if (found.Count > Shape.Columns.Count)
            throw Fault($"there is a cell in column {found.Count}, and the header has {Shape.Columns.Count:N0}");
        var cells = new string[Shape.Columns.Count];
        for (var at = 0; at < cells.Length; at++) cells[at] = at < found.Count ? found[at] : "";
        return _clean.Clean(cells) is { } problem ? throw Fault(problem) : new(cells);
    }

    public InputException Fault(string problem) => new($"{_place}: row {_rows.Row}: {problem}");

    public async ValueTask DisposeAsync()
    {
        _rows.Dispose();
        _strings.Dispose();
        await _archive.DisposeAsync();
    }

    private static WorkbookTable Open(
        ZipFiles archive, WorkbookParts parts, SharedStrings strings, TableOptions options)
    {
        CellFormats formats;
        using (var styles = parts.OpenStyles()) formats = CellFormats.Read(styles);
        var (sheet, part) = parts.OpenSheet(options.Sheet);
        var place = $"{archive.Name}, sheet '{sheet}'";
        var rows = new SheetRows(part, strings, formats, parts.From1904, place, options.Limits);
        var header = Header(rows) ?? throw new InputException($"{place} is empty");
        if (TableColumns.Problem(header, options.Limits.Columns) is { } problem)
            throw new InputException($"{place}: header (row {rows.Row}): {problem}");

        var shape = new TableShape($"workbook, sheet '{sheet}'", header) { Remarks = Others(parts, sheet, options) };
        return new WorkbookTable(archive, strings, rows, shape, place, options);
    }

    private static string[]? Header(SheetRows rows)
    {
        while (rows.Read() is { } cells)
        {
            if (cells.Count > 0) return [.. cells.Select(CleanText.Clean)];
        }

        return null;
    }

    private static IReadOnlyList<string> Others(WorkbookParts parts, string sheet, TableOptions options)
    {
        var others = parts.Sheets.Where(name => name != sheet).ToList();
        return others.Count == 0 || options.Sheet is not null
            ? []
            : [$"the workbook has {others.Count} more sheets, which are not read: {string.Join(", ", others.Take(5))}"];
    }
}
