using System.Runtime.CompilerServices;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;

namespace BulkExtractor.Documents;

/// <summary>The documents of a CSV, read as a stream: little of a long file is in memory.</summary>
public sealed class CsvDocuments : IAsyncDisposable
{
    private readonly Stream _stream;
    private readonly string _file;
    private readonly JobInput _input;
    private readonly CsvLimits _limits;
    private readonly DocumentColumns _columns;
    private readonly string[] _header;
    private CsvRows _rows;
    private bool _isRead;

    private CsvDocuments(
        Stream stream, string file, CsvRows rows, JobInput input, CsvLimits limits, CsvShape shape)
    {
        (_stream, _file, _rows, _input, _limits) = (stream, file, rows, input, limits);
        (Shape, _header) = (shape, [.. shape.Columns]);
        _columns = new DocumentColumns(file, input, new CsvColumns(file, shape.Columns));
    }

    /// <summary>How the file was read.</summary>
    public CsvShape Shape { get; }

    /// <summary>What was not taken as it stands in the file, so far.</summary>
    public InputNotes Notes { get; } = new();

    /// <summary>Reads the header. Disposing the documents closes the stream.</summary>
    /// <param name="name">The file's name, for errors.</param>
    public static Task<CsvDocuments> OpenAsync(
        Stream stream, string name, JobInput input, CancellationToken cancellationToken) =>
        OpenAsync(stream, name, input, new CsvLimits(), cancellationToken);

    internal static async Task<CsvDocuments> OpenAsync(
        Stream stream, string name, JobInput input, CsvLimits limits, CancellationToken cancellationToken)
    {
        var rows = await CsvRows.OpenAsync(stream, name, input, limits, cancellationToken);
        var header = await ReadHeaderAsync(rows, name, limits, cancellationToken);
        if (rows.Replaced > 0)
            throw rows.Fault("it holds NUL characters; name the file's encoding, perhaps utf-16");

        var shape = new CsvShape(rows.Delimiter, rows.Text.Encoding.WebName, header, rows.Text.ByteOrderMark);
        return new CsvDocuments(stream, name, rows, input, limits, shape);
    }

    /// <summary>The documents, in the file's order; once more from the first, unless the input is a pipe.</summary>
    public async IAsyncEnumerable<Document> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_isRead) await RewindAsync(cancellationToken);
        (_isRead, var isEmpty, var before) = (true, true, _rows.Replaced);
        while (await _rows.ReadAsync(cancellationToken) is { } cells)
        {
            var replaced = _rows.Replaced - before;
            before += replaced;
            Notes.Replaced += replaced;
            if (RepeatsHeader(cells)) Notes.RepeatedHeaders++;
            else if (IsGhost(cells)) Notes.EmptyRows++;
            else
            {
                var document = _columns.Read(_rows.Number, cells)
                    ?? throw _rows.Fault($"the key column '{_input.Id}' is empty");
                yield return document with { Replaced = replaced };
                isEmpty = false;
            }
        }

        if (isEmpty) throw new InputException($"{_file} has a header, but no rows");
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _rows.Dispose();
        return ValueTask.CompletedTask;
    }

    // Where files were joined, each with its header and perhaps its mark.
    private bool RepeatsHeader(string[] cells) =>
        cells[0].EndsWith(_header[0], StringComparison.Ordinal)
        && cells[0].TrimStart(CsvText.ByteOrderMarkSign) == _header[0]
        && cells.AsSpan(1).SequenceEqual(_header.AsSpan(1));

    // What spreadsheets write of rows that once held something. An empty cell that stands alone was meant.
    private bool IsGhost(string[] cells) =>
        (cells.Length > 1 || _input.Id is not null) && Array.TrueForAll(cells, Unseen.IsAll);

    private async Task RewindAsync(CancellationToken cancellationToken)
    {
        if (!_stream.CanSeek) throw new InputException(
            $"{_file} came in only once, and its end was not stored: nothing was; submit it again");
        _stream.Position = 0;
        Notes.Clear();
        _rows = await CsvRows.OpenAsync(_stream, _file, _input, _limits, cancellationToken);
        await _rows.ReadAsync(cancellationToken);
    }

    private static async Task<string[]> ReadHeaderAsync(
        CsvRows rows, string name, CsvLimits limits, CancellationToken cancellationToken)
    {
        var header = await rows.ReadAsync(cancellationToken) ?? throw new InputException($"{name} is empty");
        return CsvColumns.Problem(header, limits.Columns) is { } problem ? throw rows.Fault(problem) : header;
    }
}
