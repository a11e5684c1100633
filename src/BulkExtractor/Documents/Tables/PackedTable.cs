using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>A table that came out of a packed file, with what is to be closed after it.</summary>
internal sealed class PackedTable : ITable
{
    private readonly ITable _table;
    private readonly IReadOnlyList<IAsyncDisposable> _owned;

    private PackedTable(ITable table, string packing, IReadOnlyList<IAsyncDisposable> owned)
    {
        (_table, _owned) = (table, owned);
        Shape = table.Shape with { Format = $"{table.Shape.Format} {packing}" };
    }

    public TableShape Shape { get; }

    public int Number => _table.Number;

    public int Replaced => _table.Replaced;

    /// <param name="packing">How it is packed, for people.</param>
    /// <param name="owned">What is closed after the table, in this order.</param>
    public static async Task<ITable> OpenAsync(
        string packing,
        IReadOnlyList<IAsyncDisposable> owned,
        Func<CancellationToken, Task<ITable>> open,
        CancellationToken cancellationToken)
    {
        try
        {
            return new PackedTable(await open(cancellationToken), packing, owned);
        }
        catch
        {
            await CloseAsync(owned);
            throw;
        }
    }

    public ValueTask<string[]?> ReadAsync(CancellationToken cancellationToken) => _table.ReadAsync(cancellationToken);

    public InputException Fault(string problem) => _table.Fault(problem);

    public async ValueTask DisposeAsync()
    {
        await _table.DisposeAsync();
        await CloseAsync(_owned);
    }

    private static async ValueTask CloseAsync(IReadOnlyList<IAsyncDisposable> owned)
    {
        foreach (var each in owned) await each.DisposeAsync();
    }
}
