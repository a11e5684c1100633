using System.Runtime.CompilerServices;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Documents;

/// <summary>The documents of a CSV, read as a stream: little of a long file is in memory.</summary>
public sealed class CsvDocuments : IAsyncDisposable
{
    private readonly string _file;
    private readonly CsvText _text;
    private readonly CsvRows _rows;
    private readonly JobInput _input;
    private readonly DocumentColumns _columns;

    private CsvDocuments(string file, CsvText text, CsvRows rows, JobInput input, CsvShape shape)
    {
        (_file, _text, _rows, _input, Shape) = (file, text, rows, input, shape);
        _columns = new DocumentColumns(file, input, new CsvColumns(file, shape.Columns));
    }

    /// <summary>How the file was read.</summary>
    public CsvShape Shape { get; }

    /// <summary>How many NUL characters and lone surrogates were replaced by U+FFFD so far.</summary>
    public int ReplacedCount => _text.ReplacedCount;

    /// <summary>Reads the header. Disposing the documents closes the stream.</summary>
    /// <param name="name">The file's name, for errors.</param>
    public static Task<CsvDocuments> OpenAsync(
        Stream stream, string name, JobInput input, CancellationToken cancellationToken) =>
        OpenAsync(stream, name, input, new CsvLimits(), cancellationToken);

    internal static async Task<CsvDocuments> OpenAsync(
        Stream stream, string name, JobInput input, CsvLimits limits, CancellationToken cancellationToken)
    {
        var encoding = FileEncoding.Named(input.Encoding) ?? throw new InputException(
            $"{name}: there is no encoding '{input.Encoding}'; utf-8 is the usual one");
        var text = await CsvText.OpenAsync(stream, encoding, limits, cancellationToken);
        if (input.Delimiter is '"' or '\r' or '\n')
            throw new InputException($"{name}: a quote or a line break cannot be the delimiter");

        var delimiter = input.Delimiter ?? Delimiters.Detect(text.Waiting, text.Ended);
        var rows = new CsvRows(text, delimiter, name, limits);
        var header = await ReadHeaderAsync(rows, name, limits, cancellationToken);
        if (text.ReplacedCount > 0 && header.Any(column => column.Contains('\uFFFD')))
            throw rows.Fault("it holds NUL characters; name the file's encoding, perhaps utf-16");

        var shape = new CsvShape(delimiter, text.Encoding.WebName, header, text.ByteOrderMark);
        return new CsvDocuments(name, text, rows, input, shape);
    }

    /// <summary>The documents, in the file's order; can be read once.</summary>
    public async IAsyncEnumerable<Document> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _rows.ReadAsync(cancellationToken) is { } cells)
        {
            yield return _columns.Read(_rows.Number, cells)
                ?? throw _rows.Fault($"the key column '{_input.Id}' is empty");
        }

        if (_rows.Number == 0) throw new InputException($"{_file} has a header, but no rows");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _rows.Dispose();
        return ValueTask.CompletedTask;
    }

    private static async Task<string[]> ReadHeaderAsync(
        CsvRows rows, string name, CsvLimits limits, CancellationToken cancellationToken)
    {
        var header = await rows.ReadAsync(cancellationToken) ?? throw new InputException($"{name} is empty");
        return CsvColumns.Problem(header, limits.Columns) is { } problem ? throw rows.Fault(problem) : header;
    }
}
