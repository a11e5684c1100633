using BulkExtractor.Basics;

namespace BulkExtractor.Exports;

/// <summary>The export formats by their names.</summary>
public static class ExportFormats
{
    /// <summary>Their names.</summary>
    public static readonly IReadOnlyList<string> Names = ["csv", "jsonl", "xlsx", "parquet"];

    /// <summary>The format of a name.</summary>
    /// <param name="guard">Whether cells of a CSV that a spreadsheet could take for formulas are disarmed.</param>
    public static IExportFormat Named(string name, bool guard = true) => name switch
    {
        "csv" => new CsvExport(guard),
        "jsonl" => new JsonLinesExport(),
        "xlsx" => new XlsxExport(),
        "parquet" => new ParquetExport(),
        _ => throw new InputException($"there is no format '{name}'; {NearestName.Suggest(name, Names)}"),
    };
}
