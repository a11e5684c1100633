namespace BulkExtractor.Batches;

/// <summary>How a CSV is written.</summary>
/// <param name="Encoding">The encoding's name.</param>
/// <param name="ByteOrderMark">Whether it begins with one.</param>
public sealed record CsvDialect(char Delimiter, string Encoding, bool ByteOrderMark)
{
    /// <summary>The plainest one: commas, UTF-8.</summary>
    public static readonly CsvDialect Plain = new(',', "utf-8", false);
}
