namespace BulkExtractor.Documents;

/// <summary>How a CSV was read.</summary>
/// <param name="Encoding">The encoding's name: the byte order mark's, else the one asked for.</param>
/// <param name="Columns">The header, as it stands in the file.</param>
/// <param name="ByteOrderMark">Whether the file begins with one.</param>
public sealed record CsvShape(
    char Delimiter, string Encoding, IReadOnlyList<string> Columns, bool ByteOrderMark);
