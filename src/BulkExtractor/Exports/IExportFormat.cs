namespace BulkExtractor.Exports;

/// <summary>A way to write results down.</summary>
public interface IExportFormat
{
    /// <summary>Writes the rows as they come; the stream stays open.</summary>
    Task WriteAsync(
        Stream output, ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken);
}
