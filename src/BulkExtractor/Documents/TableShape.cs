namespace BulkExtractor.Documents;

/// <summary>How a table was read.</summary>
/// <param name="Delimiter">What parts the cells of a CSV; what would part them in one, of any other table.</param>
/// <param name="Encoding">The encoding's name: the byte order mark's, else the one asked for.</param>
/// <param name="Columns">The header, as it stands in the file.</param>
/// <param name="ByteOrderMark">Whether the file begins with one.</param>
public sealed record TableShape(
    char Delimiter, string Encoding, IReadOnlyList<string> Columns, bool ByteOrderMark)
{
    /// <summary>A table that is no text of cells.</summary>
    public TableShape(string format, IReadOnlyList<string> columns)
        : this(',', "utf-8", columns, false)
    {
        Format = format;
    }

    /// <summary>What the table is, for people: <c>CSV</c>, <c>JSON lines</c>, <c>workbook, sheet 'March'</c>.</summary>
    public string Format { get; init; } = Csv;

    /// <summary>Whether <see cref="Delimiter"/> parted its cells.</summary>
    public bool IsCsv => Format.StartsWith(Csv, StringComparison.Ordinal);

    /// <summary>Whether a row may leave columns out.</summary>
    public bool IsSparse { get; init; }

    /// <summary>What its reader should know before it is believed.</summary>
    public IReadOnlyList<string> Remarks { get; init; } = [];

    private const string Csv = "CSV";
}
