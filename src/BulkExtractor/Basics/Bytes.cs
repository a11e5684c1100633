using System.Globalization;

namespace BulkExtractor.Basics;

/// <summary>Says how large something is.</summary>
internal static class Bytes
{
    /// <summary>A size in the largest unit of which there is at least one.</summary>
    public static string Say(long bytes)
    {
        var (size, unit) = bytes switch
        {
            >= 1L << 30 => (bytes / (double)(1L << 30), "GB"),
            >= 1L << 20 => (bytes / (double)(1L << 20), "MB"),
            >= 1L << 10 => (bytes / (double)(1L << 10), "kB"),
            _ => (bytes, "bytes"),
        };
        return string.Create(CultureInfo.InvariantCulture, $"{size:0.#} {unit}");
    }
}
