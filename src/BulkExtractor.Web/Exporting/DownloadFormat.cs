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
        new("jsonl", "JSON lines", "application/x-ndjson"),
    ];

    public IExportFormat Format => ExportFormats.Named(Name);

    public static DownloadFormat Find(string name) =>
        All.FirstOrDefault(format => format.Name == name) ?? throw new InputException(
            $"format={name}: there are {string.Join(", ", All.Select(format => format.Name))}");
}
