using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>Several tables of the same columns, one after the other; a column more names the file.</summary>
internal sealed class JoinedTable : ITable
{
    /// <summary>The column that names the file.</summary>
    public const string FileColumn = "_file";

    private readonly IReadOnlyList<TableBytes> _files;
    private readonly Func<TableBytes, CancellationToken, Task<ITable>> _open;
    private readonly Dictionary<string, int> _places;
    private ITable? _table;
    private int[] _order = [];
    private int _file = -1;
    private int _replacedBefore;

    private JoinedTable(
        IReadOnlyList<TableBytes> files, Func<TableBytes, CancellationToken, Task<ITable>> open, TableShape shape)
    {
        (_files, _open, Shape) = (files, open, shape);
        _places = shape.Columns.Index().ToDictionary(column => column.Item, column => column.Index);
    }

    public TableShape Shape { get; }

    public int Number { get; private set; }

    public int Replaced => _replacedBefore + (_table?.Replaced ?? 0);

    /// <summary>Reads all headers first: that one of them does not fit shows before any row is read.</summary>
    public static async Task<ITable> OpenAsync(
        IReadOnlyList<TableBytes> files,
        Func<TableBytes, CancellationToken, Task<ITable>> open,
        CancellationToken cancellationToken)
    {
        TableShape? first = null;
        var columns = new List<string>();
        foreach (var file in files)
        {
            await file.KeepAsync(cancellationToken);
            var shape = await ShapeAsync(file, open, cancellationToken);
            if (shape.Columns.Contains(FileColumn))
                throw new InputException($"{file.Name} has a column {FileColumn}, which names the file: rename it");
            if (first is not null) Compare(columns, shape, files[0].Name, file.Name);
            first ??= shape;
            columns.AddRange(shape.Columns.Except(columns));
        }

        return new JoinedTable(files, open, Together(first!, columns, files.Count));
    }

    public async ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            if (_table is not null && await _table.ReadAsync(cancellationToken) is { } cells)
            {
                Number++;
                return Placed(cells);
            }

            if (!await NextAsync(cancellationToken)) return null;
        }
    }

    public InputException Fault(string problem) => _table?.Fault(problem) ?? new InputException(problem);

    public async ValueTask DisposeAsync()
    {
        if (_table is not null) await _table.DisposeAsync();
    }

    private static async Task<TableShape> ShapeAsync(
        TableBytes file, Func<TableBytes, CancellationToken, Task<ITable>> open, CancellationToken cancellationToken)
    {
        TableShape shape;
        await using (var table = await open(file, cancellationToken)) shape = table.Shape;
        await file.CloseAsync();
        return shape;
    }

    private static TableShape Together(TableShape first, List<string> columns, int files) => first with
    {
        Columns = [.. columns, FileColumn],
        Format = $"{first.Format}, {files:N0} files",
    };

    // What JSON leaves out is null; a column that a table lacks is more likely a mistake.
    private static void Compare(List<string> columns, TableShape shape, string firstName, string name)
    {
        if (shape.IsSparse) return;
        if (columns.Except(shape.Columns).FirstOrDefault() is { } missing)
            throw new InputException($"{name} has no column '{missing}', which {firstName} has: submit it by itself");
        if (shape.Columns.Except(columns).FirstOrDefault() is { } more)
            throw new InputException($"{name} has a column '{more}', which {firstName} has not: submit it by itself");
    }

    private async Task<bool> NextAsync(CancellationToken cancellationToken)
    {
        if (_file + 1 == _files.Count) return false;
        if (_table is not null)
        {
            _replacedBefore += _table.Replaced;
            await _table.DisposeAsync();
            await _files[_file].CloseAsync();
        }

        _table = await _open(_files[++_file], cancellationToken);
        _order = [.. _table.Shape.Columns.Select(column => _places[column])];
        return true;
    }

    private string[] Placed(string[] cells)
    {
        var placed = new string[_places.Count];
        Array.Fill(placed, "");
        foreach (var (at, cell) in cells.Index()) placed[_order[at]] = cell;
        placed[^1] = _files[_file].Name;
        return placed;
    }
}
