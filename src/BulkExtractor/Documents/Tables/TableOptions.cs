using BulkExtractor.Jobs;

namespace BulkExtractor.Documents.Tables;

/// <summary>How a table is to be read.</summary>
/// <param name="Input">The delimiter and the encoding where they are named, the columns that are looked for.</param>
internal sealed record TableOptions(JobInput Input)
{
    /// <summary>The sheet of a workbook; null takes the first.</summary>
    public string? Sheet { get; init; }

    /// <summary>Whether a text may be of another encoding than the job's, if only one is possible.</summary>
    public bool FindsEncoding { get; init; }

    /// <summary>Whether its rows name their file even if there is only one.</summary>
    public bool NamesItsFiles { get; init; }

    /// <summary>How large its cells and rows may be.</summary>
    public TableLimits Limits { get; init; } = new();

    /// <summary>How much may come out of a packed file.</summary>
    public InputBounds Bounds { get; init; } = new();
}
