namespace BulkExtractor.Exports;

/// <summary>A way to write results down.</summary>
public interface IExportFormat
{
    /// <summary>
    /// Writes the rows as they come; the stream stays open. What could not be written as it is comes back, a sentence
    /// for each kind.
    /// </summary>
    Task<IReadOnlyList<string>> WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken);
}
