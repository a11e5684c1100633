using BulkExtractor.Basics;
using BulkExtractor.Batches;

namespace BulkExtractor.Exports;

/// <summary>What somebody says of how a CSV is written; the rest is as the input was.</summary>
public sealed record DialectChoice
{
    private static readonly Dictionary<string, char> Delimiters = new()
    {
        [","] = ',',
        ["comma"] = ',',
        [";"] = ';',
        ["semicolon"] = ';',
        ["\t"] = '\t',
        ["\\t"] = '\t',
        ["tab"] = '\t',
        ["|"] = '|',
        ["pipe"] = '|',
    };

    /// <summary>The delimiter, or its name.</summary>
    public string? Delimiter { get; init; }

    /// <summary>The encoding's name.</summary>
    public string? Encoding { get; init; }

    /// <summary>Whether it begins with a byte order mark.</summary>
    public bool? ByteOrderMark { get; init; }

    /// <summary>The same export in the dialect that follows from both.</summary>
    /// <param name="format">The format that is wanted: only CSV has dialects.</param>
    public ExportShape Apply(ExportShape shape, string format)
    {
        if (this == new DialectChoice()) return shape;
        if (format != "csv")
            throw new InputException($"delimiter, encoding and bom say how a CSV is written; {format} needs none");

        var input = shape.Dialect ?? CsvDialect.Plain;
        var encoding = CsvEncoding.Named(Encoding ?? input.Encoding);
        if (ByteOrderMark == true && encoding.Mark.Length == 0)
            throw new InputException($"bom: {Encoding ?? input.Encoding} has no byte order mark; utf-8 and utf-16 do");
        return shape with
        {
            Dialect = new CsvDialect(
                Delimiter is null ? input.Delimiter : Parse(Delimiter),
                encoding.Name,
                ByteOrderMark ?? (input.ByteOrderMark && encoding.Mark.Length > 0)),
        };
    }

    private static char Parse(string name) => Delimiters.TryGetValue(name, out var delimiter)
        ? delimiter
        : throw new InputException($"delimiter '{name}': there are comma, semicolon, tab and pipe");
}
