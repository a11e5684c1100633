using System.ComponentModel.DataAnnotations;

namespace BulkExtractor.Documents.Tables;

/// <summary>How much an input may hold once it is unpacked: more is a mistake, or meant to do harm.</summary>
public sealed record InputBounds
{
    /// <summary>The most bytes of an unpacked file.</summary>
    [Range(1, long.MaxValue)]
    public long MostBytes { get; init; } = 20L << 30;

    /// <summary>The same of one that comes by HTTP.</summary>
    [Range(1, long.MaxValue)]
    public long MostBytesByApi { get; init; } = 2L << 30;

    /// <summary>The most bytes that one packed byte may hold, beyond the first <see cref="FreeBytes"/>.</summary>
    [Range(1, int.MaxValue)]
    public int MostRatio { get; init; } = 200;

    /// <summary>So much may come out of any packed file.</summary>
    public long FreeBytes { get; init; } = 10 << 20;

    /// <summary>The most files in an archive, in a folder, or of a pattern.</summary>
    [Range(1, 1_000_000)]
    public int MostFiles { get; init; } = 10_000;

    /// <summary>The bounds of what comes by HTTP.</summary>
    public InputBounds ForApi() => this with { MostBytes = MostBytesByApi };
}
