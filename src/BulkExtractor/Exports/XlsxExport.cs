using BulkExtractor.Basics;
using BulkExtractor.Exports.Xlsx;

namespace BulkExtractor.Exports;

/// <summary>A workbook with typed cells: the user's columns as texts, the fields as what their schema says.</summary>
/// <remarks>
/// Written by us and not by the Open XML SDK, which holds a whole sheet in memory: 683 MB for a million rows of five
/// cells. The SDK reads and validates it in the tests.
/// </remarks>
public sealed class XlsxExport : IExportFormat
{
    private const int MostColumns = 16_384;

    /// <inheritdoc/>
    public async Task WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        var names = CsvHeader.Names(shape);
        if (names.Count > MostColumns)
            throw new InputException($"{names.Count:N0} columns do not fit into a sheet, which has {MostColumns:N0}");

        await using var flow = new OutFlow(output);
        using (var book = new XlsxBook(flow, names))
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                book.Add(Cells(shape, row));
                await flow.PassOnAsync(cancellationToken);
            }
        }

        await flow.PassOnAllAsync(cancellationToken);
    }

    private static IEnumerable<XlsxCell> Cells(ExportShape shape, ExportRow row) =>
    [
        .. row.Columns.Select(XlsxCell.OfText),
        .. shape.Fields.Properties.Select(field => XlsxCell.Create(row.Fields?[field.Name], field.Schema)),
        XlsxCell.OfText(row.Model),
        XlsxCell.OfNumber(row.Confidence),
        XlsxCell.OfText(row.Error),
    ];
}
