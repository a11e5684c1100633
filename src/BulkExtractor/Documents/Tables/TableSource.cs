namespace BulkExtractor.Documents.Tables;

/// <summary>One or more files that are one table, opened as often as it is read.</summary>
internal sealed class TableSource(IReadOnlyList<IncomingFile> files, TableOptions options) : IAsyncDisposable
{
    private readonly IReadOnlyList<TableBytes> _files = [.. files.Select(file => new TableBytes(file))];

    /// <summary>What errors that are of no single file call it.</summary>
    public string Name => files is [var only] ? only.Name : $"{files.Count} files";

    /// <summary>The table, at its first row. What it is says its first bytes, never its name.</summary>
    public Task<ITable> OpenAsync(CancellationToken cancellationToken) => _files is [var only] && !options.NamesItsFiles
        ? TableFormats.OpenAsync(only, options, cancellationToken)
        : JoinedTable.OpenAsync(
            _files, (bytes, token) => TableFormats.OpenAsync(bytes, options, token), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        foreach (var file in _files) await file.DisposeAsync();
    }
}
