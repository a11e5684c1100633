namespace BulkExtractor.Documents;

/// <summary>Files that are no text, told by their first bytes.</summary>
internal static class FileKinds
{
    private static readonly (byte[] Start, string Name)[] Known =
    [
        ([0x89, .. "PNG"u8], "a picture"), ([0xFF, 0xD8, 0xFF], "a picture"), ([.. "GIF8"u8], "a picture"),
        ([.. "RIFF"u8], "a picture or a sound"), ([.. "PK"u8, 3, 4], "a workbook, another Office file or a ZIP"),
        ([0xD0, 0xCF, 0x11, 0xE0], "an old Office file"), ([0x1F, 0x8B], "a compressed file (gzip)"),
        ([.. "BZh"u8], "a compressed file (bzip2)"), ([0x28, 0xB5, 0x2F, 0xFD], "a compressed file (zstd)"),
        ([0xFD, .. "7zXZ"u8], "a compressed file (xz)"), ([.. "7z"u8, 0xBC, 0xAF], "a 7z archive"),
        ([.. "PAR1"u8], "a Parquet file"), ([.. "%PDF-"u8], "a PDF"),
    ];

    /// <summary>What a file is that begins so; null if it may be a text.</summary>
    public static string? NameOf(ReadOnlySpan<byte> start)
    {
        foreach (var (bytes, name) in Known)
        {
            if (start.StartsWith(bytes)) return name;
        }

        return null;
    }
}
