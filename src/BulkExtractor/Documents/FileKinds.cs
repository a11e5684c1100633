using System.Text;
using BulkExtractor.Documents.Files;

namespace BulkExtractor.Documents;

/// <summary>What files are, told by their first bytes.</summary>
internal static class FileKinds
{
    private const string Unpack = "unpack it, and submit what it holds";
    private const int MostOfMarkup = 256;
    private const string NoTable = "submit the folder that it lies in, or name it in a column (input.file)";

    private static readonly Kind OldOffice = new([0xD0, 0xCF, 0x11, 0xE0], "an old Office file", "save it as .xlsx");

    private static readonly Kind[] Known =
    [
        Picture([0x89, .. "PNG"u8]), Picture([0xFF, 0xD8, 0xFF]), Picture([.. "GIF8"u8]),
        Picture([.. "RIFF"u8], " or a sound"), Picture([.. "II*"u8, 0], " (TIFF)"),
        Picture([.. "MM"u8, 0, .. "*"u8], " (TIFF)"),
        new([.. "PK"u8, 3, 4], "a workbook, another Office file or a ZIP", Unpack),
        OldOffice,
        new([9, 8, 16, 0], "an old .xls workbook", "save it as .xlsx"),
        new([0x1F, 0x8B], "a compressed file (gzip)", Unpack), new([.. "BZh"u8], "a compressed file (bzip2)", Unpack),
        new([0x28, 0xB5, 0x2F, 0xFD], "a compressed file (zstd)", Unpack),
        new([0xFD, .. "7zXZ"u8], "a compressed file (xz)", Unpack),
        new([4, 0x22, 0x4D, 0x18], "a compressed file (lz4)", Unpack),
        new([.. "7z"u8, 0xBC, 0xAF], "a 7z archive", Unpack), new([.. "Rar!"u8, 0x1A, 7], "a RAR archive", Unpack),
        new([.. "PAR1"u8], "a Parquet file", ""),
        new([.. "PARE"u8], "an encrypted Parquet file", "write it without encryption"),
        new([.. "Obj"u8, 1], "an Avro file", "write it as Parquet or CSV"),
        new([.. "ORC"u8], "an ORC file", "write it as Parquet or CSV"),
        new([.. "ARROW1"u8], "an Arrow (Feather) file", "write it as Parquet or CSV"),
        new([.. "FEA1"u8], "a Feather file", "write it as Parquet or CSV"),
        new([.. "SQLite format 3"u8, 0], "an SQLite database", "export its table as CSV"),
        new([0x89, .. "HDF"u8], "an HDF5 file", "write it as Parquet or CSV"),
        new([.. "%PDF-"u8], "a PDF", NoTable) { MayBeText = true },
        new([.. "{\\rtf"u8], "an RTF document", NoTable) { MayBeText = true },
    ];

    /// <summary>What a file is that begins so; null if it may be a text.</summary>
    public static string? NameOf(ReadOnlySpan<byte> start) => Find(start)?.Name;

    /// <summary>Why a file that begins so is no table, and what to do; null if it may be one of text.</summary>
    public static string? Refusal(ReadOnlySpan<byte> start)
    {
        if (Find(start) is not { } kind) return IsTar(start) ? $"is a tar archive: {Unpack}" : MarkupOf(start);
        return kind == OldOffice ? OldKind(start) : $"is {kind.Name}, and no table that is read: {kind.Advice}";
    }

    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B, ..];

    public static bool IsZip(ReadOnlySpan<byte> start) => start is [(byte)'P', (byte)'K', 3 or 5 or 7, 4 or 6 or 8, ..];

    public static bool IsParquet(ReadOnlySpan<byte> start) => start.StartsWith("PAR1"u8) && HoldsNoText(start);

    public static bool IsPicture(ReadOnlySpan<byte> start) => Find(start) is { IsPicture: true };

    private static Kind Picture(byte[] start, string which = "") =>
        new(start, $"a picture{which}", NoTable) { IsPicture = true };

    private static Kind? Find(ReadOnlySpan<byte> start)
    {
        foreach (var kind in Known)
        {
            if (!start.StartsWith(kind.Start)) continue;
            if (kind.MayBeText || !Ascii.IsValid(kind.Start) || HoldsNoText(start)) return kind;
        }

        return null;
    }

    // The names of its parts stand in UTF-16, mostly near its beginning.
    private static string OldKind(ReadOnlySpan<byte> start)
    {
        var text = Encoding.Unicode.GetString(start);
        if (text.Contains("EncryptedPackage", StringComparison.Ordinal)) return "has a password: save it without one";
        return text.Contains("WordDocument", StringComparison.Ordinal)
            ? "is an old Word document, and no table: save its table as .xlsx or CSV"
            : "is an old .xls workbook: save it as .xlsx";
    }

    private static bool IsTar(ReadOnlySpan<byte> start) => start.Length > 262 && start[257..].StartsWith("ustar"u8);

    // What is called .xls on the web is often a page, or XML.
    private static string? MarkupOf(ReadOnlySpan<byte> start)
    {
        var some = start[..Math.Min(start.Length, MostOfMarkup)];
        var text = Encoding.UTF8.GetString(some).TrimStart('\uFEFF').TrimStart();
        if (PageKind.Begins(text))
            return "is an HTML page, and no table that is read: save its table as .xlsx or CSV";
        return text.StartsWith("<?xml ", StringComparison.Ordinal)
            ? "is XML, and no table that is read: save it as .xlsx or CSV"
            : null;
    }

    private static bool HoldsNoText(ReadOnlySpan<byte> start) =>
        start.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || start.IndexOfAnyInRange((byte)14, (byte)25) >= 0;

    /// <param name="Start">
    /// The first bytes. Some CSVs begin with the same letters: what has no bytes but those of text is text.
    /// </param>
    private sealed record Kind(byte[] Start, string Name, string Advice)
    {
        public bool IsPicture { get; init; }

        /// <summary>Whether a file of this kind may have no bytes but those of text.</summary>
        public bool MayBeText { get; init; }
    }
}
