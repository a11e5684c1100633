using System.Runtime.CompilerServices;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;

namespace BulkExtractor.Documents;

/// <summary>The documents of a table, read as a stream: little of a long file is in memory.</summary>
public sealed class TableDocuments : IAsyncDisposable
{
    private readonly TableSource _source;
    private readonly JobInput _input;
    private readonly DocumentColumns _columns;
    private readonly string[] _header;
    private ITable _table;
    private bool _isRead;

    private TableDocuments(TableSource source, ITable table, JobInput input)
    {
        (_source, _table, _input, Shape) = (source, table, input, table.Shape);
        _header = [.. Shape.Columns];
        _columns = new DocumentColumns(source.Name, input, new TableColumns(source.Name, _header));
    }

    /// <summary>How the table was read.</summary>
    public TableShape Shape { get; }

    /// <summary>What was not taken as it stands in the table, so far.</summary>
    public InputNotes Notes { get; } = new();

    /// <summary>Reads the header. Disposing the documents closes the stream.</summary>
    /// <param name="name">The file's name, for errors.</param>
    public static Task<TableDocuments> OpenAsync(
        Stream stream, string name, JobInput input, CancellationToken cancellationToken) =>
        OpenAsync(stream, name, input, new TableLimits(), cancellationToken);

    internal static Task<TableDocuments> OpenAsync(
        Stream stream, string name, JobInput input, TableLimits limits, CancellationToken cancellationToken) =>
        OpenAsync(
            [IncomingFile.FromStream(stream, name)],
            new TableOptions(input) { Limits = limits },
            cancellationToken);

    /// <summary>Reads the headers of one or more files, which become one table.</summary>
    internal static async Task<TableDocuments> OpenAsync(
        IReadOnlyList<IncomingFile> files, TableOptions options, CancellationToken cancellationToken)
    {
        var source = new TableSource(files, options);
        try
        {
            return new TableDocuments(source, await source.OpenAsync(cancellationToken), options.Input);
        }
        catch
        {
            await source.DisposeAsync();
            throw;
        }
    }

    /// <summary>The documents, in the table's order; once more from the first, unless the input is a pipe.</summary>
    public async IAsyncEnumerable<Document> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (_isRead) await RewindAsync(cancellationToken);
        (_isRead, var isEmpty, var before) = (true, true, _table.Replaced);
        while (await _table.ReadAsync(cancellationToken) is { } cells)
        {
            var replaced = _table.Replaced - before;
            before += replaced;
            Notes.Replaced += replaced;
            if (RepeatsHeader(cells)) Notes.RepeatedHeaders++;
            else if (IsGhost(cells)) Notes.EmptyRows++;
            else
            {
                var document = _columns.Read(_table.Number, cells)
                    ?? throw _table.Fault($"the key column '{_input.Id}' is empty");
                yield return document with { Replaced = replaced };
                isEmpty = false;
            }
        }

        if (isEmpty) throw new InputException($"{_source.Name} has a header, but no rows");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        await _source.DisposeAsync();
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
        await _table.DisposeAsync();
        Notes.Clear();
        _table = await _source.OpenAsync(cancellationToken);
    }
}
