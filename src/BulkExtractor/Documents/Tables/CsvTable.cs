using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Tables.Encodings;

namespace BulkExtractor.Documents.Tables;

/// <summary>A CSV, whatever its delimiter.</summary>
internal sealed class CsvTable : ITable
{
    private readonly CsvRows _rows;

    private CsvTable(CsvRows rows, IReadOnlyList<string> header, string? remark)
    {
        _rows = rows;
        Shape = new TableShape("CSV", header)
        {
            Dialect = new CsvDialect(rows.Delimiter, rows.Text.Encoding.WebName, rows.Text.ByteOrderMark),
            Remarks = remark is null ? [] : [remark],
        };
    }

    public TableShape Shape { get; }

    public int Number => _rows.Number;

    public int Replaced => _rows.Replaced;

    /// <summary>Reads the header.</summary>
    public static async Task<CsvTable> OpenAsync(
        TableBytes bytes, TableOptions options, CancellationToken cancellationToken)
    {
        var found = options.FindsEncoding
            ? await EncodingFinder.FindAsync(bytes, options.Input.Encoding, cancellationToken)
            : null;
        var input = found is var (encoding, _) ? options.Input with { Encoding = encoding } : options.Input;
        var stream = await bytes.OpenAsync(cancellationToken);
        var rows = await CsvRows.OpenAsync(stream, bytes.Name, input, options.Limits, cancellationToken);
        var header = await rows.ReadAsync(cancellationToken) ?? throw new InputException($"{bytes.Name} is empty");
        if (TableColumns.Problem(header, options.Limits.Columns) is { } problem) throw rows.Fault(problem);
        if (rows.Replaced > 0)
            throw rows.Fault("it holds NUL characters; name the file's encoding, perhaps utf-16");
        return new CsvTable(rows, header, found?.Reason);
    }

    public ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken) => _rows.ReadAsync(cancellationToken);

    public InputException Fault(string problem) => _rows.Fault(problem);

    public ValueTask DisposeAsync()
    {
        _rows.Dispose();
        return ValueTask.CompletedTask;
    }
}
