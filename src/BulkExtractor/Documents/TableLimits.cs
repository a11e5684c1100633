namespace BulkExtractor.Documents;

/// <summary>How large a CSV may be; a file beyond them is broken far more often than it is large.</summary>
internal sealed record TableLimits
{
    /// <summary>The most characters of a cell.</summary>
    public int Cell { get; init; } = 1 << 20;

    /// <summary>The most characters of a row.</summary>
    public int Row { get; init; } = 4 << 20;

    /// <summary>The most columns.</summary>
    public int Columns { get; init; } = 2_000;

    /// <summary>The most data rows.</summary>
    public int Rows { get; init; } = 5_000_000;

    /// <summary>The bytes read at a time; the delimiter is found out from the first of them.</summary>
    public int BlockSize { get; init; } = 64 << 10;
}
