using BulkExtractor.Basics;
using BulkExtractor.Documents.Tables.Parquets;
using Parquet;
using Parquet.Schema;

namespace BulkExtractor.Documents.Tables;

/// <summary>A Parquet file: one group of its rows after the other is in memory.</summary>
internal sealed class ParquetTable : ITable
{
    private const int UsualGroup = 100_000;

    private readonly string _file;
    private readonly ParquetCheck _check;
    private readonly ParquetWindow _window;
    private readonly ParquetReader _reader;
    private readonly DataField[] _fields;
    private readonly CleanCells _clean;
    private ParquetColumn[] _columns = [];
    private int _group = -1;
    private long _rowsLeft;

    private ParquetTable(
        string file,
        ParquetCheck check,
        ParquetWindow window,
        ParquetReader reader,
        DataField[] fields,
        TableOptions options)
    {
        (_file, _check, _window, _reader, _fields) = (file, check, window, reader, fields);
        _clean = new CleanCells(options.Limits, options.Bounds);
        var names = fields.Select(field => field.Name).ToList();
        if (TableColumns.Problem(names, options.Limits.Columns) is { } problem)
            throw new InputException($"{file}: {problem}");
        Shape = new TableShape("Parquet", names) { Remarks = Remarks() };
    }

    public TableShape Shape { get; }

    public int Number { get; private set; }

    public int Replaced => _clean.Replaced;

    /// <summary>Reads its schema.</summary>
    public static async Task<ParquetTable> OpenAsync(
        TableBytes bytes, TableOptions options, CancellationToken cancellationToken)
    {
        var stream = await bytes.OpenSeekableAsync(cancellationToken);
        var check = new ParquetCheck(stream, bytes.Name, options.Bounds, options.Limits);
        await check.CheckFooterAsync(cancellationToken);
        var window = new ParquetWindow(stream);
        var reader = await AskLibraryAsync(
            bytes.Name, () => ParquetReader.CreateAsync(window, cancellationToken: cancellationToken));
        var schema = await AskLibraryAsync(bytes.Name, () => Task.FromResult(reader.Schema));
        return new ParquetTable(bytes.Name, check, window, reader, Flat(bytes.Name, schema), options);
    }

    public async ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        while (_rowsLeft == 0)
        {
            if (++_group >= _reader.RowGroupCount) return null;
            await ReadGroupAsync(cancellationToken);
        }

        _rowsLeft--;
        Number++;
        var cells = new string[_columns.Length];
        for (var at = 0; at < cells.Length; at++) cells[at] = Cell(at);
        return _clean.Clean(cells) is { } problem ? throw Fault(problem) : cells;
    }

    public InputException Fault(string problem) => new($"{_file}: row {Number}: {problem}");

    public async ValueTask DisposeAsync()
    {
        foreach (var column in _columns) column.Dispose();
        await _reader.DisposeAsync();
    }

    private static DataField[] Flat(string file, ParquetSchema schema)
    {
        var nested = schema.Fields.FirstOrDefault(field => field is not DataField { IsArray: false });
        return nested is null
            ? [.. schema.Fields.Cast<DataField>()]
            : throw new InputException(
                $"{file}: the column '{nested.Name}' holds lists or structures, which are not read: "
                + "write it as JSON text");
    }

    // Only a call of the library stands within: it tells of what is broken or unknown to it by all kinds of exceptions.
    private static async Task<T> AskLibraryAsync<T>(string file, Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (Exception problem) when (problem is not (OperationCanceledException or OutOfMemoryException))
        {
            throw new InputException(
                $"{file} is a broken Parquet file, or one of a kind that is not read{ReasonOf(problem)}", problem);
        }
    }

    // Those by which it says what it does not read, and what is broken; all others it stumbles into.
    private static string ReasonOf(Exception problem) =>
        problem is ParquetException or NotSupportedException
            ? $": {problem.Message.ReplaceLineEndings(" ")}"
            : "";

    private IReadOnlyList<string> Remarks()
    {
        var largest = _reader.RowGroups.Select(group => group.RowCount).DefaultIfEmpty(0).Max();
        return largest <= UsualGroup
            ? []
            : [$"its row groups hold up to {largest:N0} rows, each of which is in memory as a whole: "
                + $"write groups of {UsualGroup:N0} if that is too much"];
    }

    private async Task ReadGroupAsync(CancellationToken cancellationToken)
    {
        var group = _reader.RowGroups[_group];
        _check.CheckGroup(group.RowGroup);
        foreach (var column in _columns) column.Dispose();
        _columns = [];
        var read = new ParquetColumn[_fields.Length];
        foreach (var (at, field) in _fields.Index())
        {
            var described = await AskLibraryAsync(_file, () => Task.FromResult(group.GetMetadata(field)?.MetaData));
            _window.End = await _check.CheckColumnAsync(described, group.RowCount, cancellationToken);
            read[at] = await AskLibraryAsync(_file, () => ParquetColumn.ReadAsync(group, field, cancellationToken));
        }

        (_columns, _rowsLeft) = (read, group.RowCount);
    }

    private string Cell(int at)
    {
        try
        {
            return _columns[at].Next();
        }
        catch (Exception problem) when (problem is ArgumentException or IndexOutOfRangeException)
        {
            throw Fault($"column '{_fields[at].Name}' holds what is no text and no value of its type");
        }
    }
}
