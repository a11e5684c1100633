using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Schema;
using CsvHelper;
using CsvHelper.Configuration;

namespace BulkExtractor.Exports;

/// <summary>The user's own CSV back, with the fields behind its columns (RFC 4180), written as it came.</summary>
/// <param name="guard">Whether cells that a spreadsheet could take for formulas are disarmed.</param>
public sealed class CsvExport(bool guard) : IExportFormat
{
    private const int BufferSize = 64 << 10;

    // The other delimiters too: whoever opens the file with one of them finds no cell within a cell.
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;|\t\r\n");

    /// <summary>Throws where the encoding of an export has not every character of its rows.</summary>
    public static async Task CheckAsync(
        ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        if (!CsvEncoding.Named((shape.Dialect ?? CsvDialect.Plain).Encoding).WritesAll)
            await new CsvExport(guard: false).WriteAsync(Stream.Null, shape, rows, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        var dialect = shape.Dialect ?? CsvDialect.Plain;
        var encoding = CsvEncoding.Named(dialect.Encoding);
        if (dialect.ByteOrderMark) await output.WriteAsync(encoding.Mark, cancellationToken);
        await using var text = new StreamWriter(output, encoding.Writing, BufferSize, leaveOpen: true);
        await using var csv = new CsvWriter(text, FormatOf(dialect.Delimiter), leaveOpen: true);
        var names = CsvHeader.Names(shape);
        await WriteRowAsync(csv, encoding.Check(names, names, "the header"));
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await WriteRowAsync(csv, encoding.Check(names, [.. Cells(shape, row)], $"row {row.DocumentNo}"));
        }

        return [];
    }

    private async Task WriteRowAsync(CsvWriter csv, IReadOnlyList<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(guard ? FormulaGuard.Guard(cell) : cell);
        await csv.NextRecordAsync();
    }

    private static CsvConfiguration FormatOf(char delimiter) => new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        Delimiter = $"{delimiter}",
        ShouldQuote = args => args.Field.AsSpan().ContainsAny(Quoted)
            || args.Field.AsSpan().Contains(delimiter)
            || args.Field != args.Field?.Trim(),
    };

    private static IEnumerable<string> Cells(ExportShape shape, ExportRow row) =>
    [
        .. row.Columns,
        .. shape.Fields.Properties.Select(field => Cell(row.Fields?[field.Name], field.Schema)),
        row.Model ?? "",
        row.Confidence?.ToString("0.####", CultureInfo.InvariantCulture) ?? "",
        row.Problem ?? "",
    ];

    private static string Cell(JsonNode? value, FieldSchema schema) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetValue<string>(),
        _ => FieldJson.ToText(value, schema),
    };
}
