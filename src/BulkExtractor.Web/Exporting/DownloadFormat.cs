using BulkExtractor.Exports;

namespace BulkExtractor.Web.Exporting;

/// <summary>A format in which results can be had.</summary>
/// <param name="Name">How addresses name it; also the file's extension.</param>
/// <param name="Title">How people call it.</param>
internal sealed record DownloadFormat(string Name, string Title, string ContentType)
{
    /// <summary>All of them, the most wanted first.</summary>
    public static readonly IReadOnlyList<DownloadFormat> All =
    [
        new("csv", "CSV", "text/csv; charset=utf-8"),
        new("xlsx", "Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
        new("parquet", "Parquet", "application/vnd.apache.parquet"),
        new("jsonl", "JSON lines", "application/x-ndjson"),
    ];

    public IExportFormat Format => ExportFormats.Named(Name);

    /// <summary>The type of what is sent, with the encoding of a text.</summary>
    public string ContentTypeOf(ExportShape shape) => Name == "csv" && shape.Dialect is { } dialect
        ? $"text/csv; charset={dialect.Encoding}"
        : ContentType;

    /// <summary>Throws where the encoding lacks a character of the rows: an answer would break off.</summary>
    public Task CheckAsync(
        ExportShape shape, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellationToken) =>
        Name == "csv" ? CsvExport.CheckAsync(shape, rows, cancellationToken) : Task.CompletedTask;

    public static DownloadFormat Find(string name) =>
        All.FirstOrDefault(format => format.Name == name) ?? throw new InputException(
            $"format={name}: there are {string.Join(", ", All.Select(format => format.Name))}");
}
