using System.Globalization;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace BulkExtractor.Exports.Xlsx;

/// <summary>A workbook that is written from front to end; a full sheet is followed by the next one.</summary>
internal sealed class XlsxBook : IAsyncDisposable
{
    private const int MostRows = 1_048_576;

    private static readonly SpreadCheetahOptions Options = new()
    {
        CompressionLevel = SpreadCheetahCompressionLevel.Fastest,
        PreserveStringWhitespace = true,
        WriteCellReferenceAttributes = true, // there are readers that refuse a workbook without
    };

    private readonly Spreadsheet _sheets;
    private readonly string[] _names;
    private readonly XlsxCuts _cuts;
    private readonly int _mostRows;
    private readonly Cell[] _row;
    private readonly StyleId _bold;
    private readonly StyleId _date;
    private readonly StyleId _instant;
    private int _count;

    private XlsxBook(Spreadsheet sheets, IReadOnlyList<string> names, XlsxCuts cuts, int mostRows)
    {
        (_sheets, _names, _cuts, _mostRows) = (sheets, [.. names.Select(XlsxText.Clean)], cuts, mostRows);
        _row = new Cell[names.Count];
        _bold = sheets.AddStyle(new Style { Font = { Bold = true } });
        _date = sheets.AddStyle(new Style { Format = NumberFormat.Custom(@"yyyy\-mm\-dd") });
        _instant = sheets.AddStyle(new Style { Format = NumberFormat.Custom(@"yyyy\-mm\-dd\ hh:mm:ss") });
    }

    /// <param name="names">The header of every sheet.</param>
    /// <param name="mostRows">The rows of a sheet, its header included.</param>
    public static async Task<XlsxBook> CreateAsync(
        Stream output,
        IReadOnlyList<string> names,
        XlsxCuts cuts,
        CancellationToken cancellationToken,
        int mostRows = MostRows)
    {
        var sheets = await Spreadsheet.CreateNewAsync(output, Options, cancellationToken);
        var book = new XlsxBook(sheets, names, cuts, mostRows);
        await book.StartSheetAsync(cancellationToken);
        return book;
    }

    /// <summary>Adds a row: a cell for each name.</summary>
    public async ValueTask AddAsync(IReadOnlyList<XlsxCell> cells, CancellationToken cancellationToken)
    {
        if (_sheets.NextRowNumber > _mostRows) await StartSheetAsync(cancellationToken);
        for (var i = 0; i < _row.Length; i++)
        {
            if (XlsxText.IsTooLong(cells[i].Text ?? "")) _cuts.Add(i, cells[i].Text.Length);
            _row[i] = CellOf(cells[i]);
        }

        await _sheets.AddRowAsync(_row.AsMemory(), cancellationToken);
    }

    /// <summary>Ends the workbook: without this it is none.</summary>
    public async ValueTask FinishAsync(CancellationToken cancellationToken)
    {
        if (_cuts.Count > 0) await AddCutsAsync(cancellationToken);
        await _sheets.FinishAsync(cancellationToken);
    }

    public ValueTask DisposeAsync() => _sheets.DisposeAsync();

    private async ValueTask StartSheetAsync(CancellationToken cancellationToken)
    {
        var last = SpreadsheetUtility.GetColumnName(_names.Length);
        var options = new WorksheetOptions
        {
            FrozenRows = 1,
            AutoFilter = new AutoFilterOptions($"A1:{last}{_mostRows}"),
        };
        for (var i = 0; i < _names.Length; i++) options.Column(i + 1).Width = Math.Clamp(_names[i].Length + 4, 12, 40);
        await _sheets.StartWorksheetAsync(
            ++_count == 1 ? "results" : $"results {_count}", options, cancellationToken);
        await _sheets.AddHeaderRowAsync(_names, _bold, cancellationToken);
    }

    // Whoever is sent the workbook alone is told, too.
    private async ValueTask AddCutsAsync(CancellationToken cancellationToken)
    {
        await _sheets.StartWorksheetAsync("cut cells", token: cancellationToken);
        await _sheets.AddHeaderRowAsync(["row", "column", "letters", "written"], _bold, cancellationToken);
        foreach (var cut in _cuts.First)
        {
            Cell[] cells = [new(cut.Row), new(XlsxText.Clean(cut.Column)), new(cut.Length), new(XlsxText.Longest)];
            await _sheets.AddRowAsync(cells.AsMemory(), cancellationToken);
        }
    }

    private Cell CellOf(XlsxCell cell) => cell.Kind switch
    {
        XlsxCellKind.Text => new Cell(XlsxText.Clean(cell.Text)),
        XlsxCellKind.Number => new Cell(Number(cell.Text)),
        XlsxCellKind.Boolean => new Cell(cell.Text == "1"),
        XlsxCellKind.Date => new Cell(Number(cell.Text), _date),
        XlsxCellKind.Instant => new Cell(Number(cell.Text), _instant),
        _ => default,
    };

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
