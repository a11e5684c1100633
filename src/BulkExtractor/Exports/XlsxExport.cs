using BulkExtractor.Basics;
using BulkExtractor.Exports.Xlsx;

namespace BulkExtractor.Exports;

/// <summary>A workbook with typed cells: the user's columns as texts, the fields as what their schema says.</summary>
public sealed class XlsxExport : IExportFormat
{
    private const int MostColumns = 16_384;

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        var names = CsvHeader.Names(shape);
        var cuts = new XlsxCuts(names);
        if (names.Count > MostColumns)
            throw new InputException($"{names.Count:N0} columns do not fit into a sheet, which has {MostColumns:N0}");

        await using var flow = new OutFlow(output);
        await using (var book = await XlsxBook.CreateAsync(flow, names, cuts, cancellationToken))
        {
            await foreach (var row in rows.WithCancellation(cancellationToken))
            {
                cuts.Row = row.DocumentNo;
                await book.AddAsync(Cells(shape, row), cancellationToken);
                await flow.PassOnAsync(cancellationToken);
            }

            await book.FinishAsync(cancellationToken);
        }

        await flow.PassOnAllAsync(cancellationToken);
        return cuts.Sentences;
    }

    private static IReadOnlyList<XlsxCell> Cells(ExportShape shape, ExportRow row) =>
    [
        .. row.Columns.Select(XlsxCell.OfText),
        .. shape.Fields.Properties.Select(field => XlsxCell.Create(row.Fields?[field.Name], field.Schema)),
        XlsxCell.OfText(row.Model),
        XlsxCell.OfNumber(row.Confidence),
        XlsxCell.OfText(row.Problem),
    ];
}
