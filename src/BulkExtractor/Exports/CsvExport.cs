using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsvHelper;
using CsvHelper.Configuration;

namespace BulkExtractor.Exports;

/// <summary>The user's own CSV back, with the fields behind its columns (RFC 4180, UTF-8).</summary>
/// <param name="guard">Whether cells that a spreadsheet could take for formulas are disarmed.</param>
public sealed class CsvExport(bool guard) : IExportFormat
{
    private const int BufferSize = 64 << 10;

    internal static readonly JsonSerializerOptions Compact =
        new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // The other delimiters too: whoever opens the file with one of them finds no cell within a cell.
    private static readonly SearchValues<char> Quoted = SearchValues.Create("\",;|\t\r\n");

    private static readonly CsvConfiguration Format = new(CultureInfo.InvariantCulture)
    {
        NewLine = "\r\n",
        ShouldQuote = args => args.Field.AsSpan().ContainsAny(Quoted) || args.Field != args.Field?.Trim(),
    };

    /// <inheritdoc/>
    public async Task WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken)
    {
        await using var text = new StreamWriter(output, new UTF8Encoding(false), BufferSize, leaveOpen: true);
        await using var csv = new CsvWriter(text, Format, leaveOpen: true);
        await WriteRowAsync(csv, CsvHeader.Names(shape));
        await foreach (var row in rows.WithCancellation(cancellationToken))
        {
            await WriteRowAsync(csv, Cells(shape, row));
        }
    }

    private async Task WriteRowAsync(CsvWriter csv, IEnumerable<string> cells)
    {
        foreach (var cell in cells) csv.WriteField(guard ? FormulaGuard.Guard(cell) : cell);
        await csv.NextRecordAsync();
    }

    private static IEnumerable<string> Cells(ExportShape shape, ExportRow row) =>
    [
        .. row.Columns,
        .. shape.Fields.Properties.Select(field => Cell(row.Fields?[field.Name])),
        row.Model ?? "",
        row.Confidence?.ToString("0.####", CultureInfo.InvariantCulture) ?? "",
        row.Error ?? "",
    ];

    private static string Cell(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => "",
        JsonValueKind.String => value.GetValue<string>(),
        _ => value.ToJsonString(Compact),
    };
}
