using BulkExtractor.Export;

namespace BulkExtractor.Dashboard.Exporting;

/// <summary>A format in which results can be had.</summary>
/// <param name="Name">How addresses name it; also the file's extension.</param>
/// <param name="Title">How people call it.</param>
internal sealed record DownloadFormat(string Name, string Title, string ContentType, IExportFormat Format)
{
    /// <summary>All of them, the most wanted first.</summary>
    public static readonly IReadOnlyList<DownloadFormat> All =
    [
        new("csv", "CSV", "text/csv; charset=utf-8", new CsvExport(guard: true)),
        new("jsonl", "JSON lines", "application/x-ndjson", new JsonLinesExport()),
    ];

    /// <summary>The file's extension.</summary>
    public string Extension => Name;

    /// <summary>The format of that name.</summary>
    public static DownloadFormat Find(string name) =>
        All.FirstOrDefault(format => format.Name == name) ?? throw new InputException(
            $"format={name}: there are {string.Join(", ", All.Select(format => format.Name))}");
}
