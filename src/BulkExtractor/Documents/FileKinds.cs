using System.Text;

namespace BulkExtractor.Documents;

/// <summary>What files are, told by their first bytes.</summary>
internal static class FileKinds
{
    private const string Unpack = "unpack it, and submit what it holds";
    private const string OldOffice = "an old Office file";
    private const int MostOfMarkup = 256;
    private const string NoTable = "submit the folder that it lies in, or name it in a column (input.file)";

    // Some CSVs begin with the same letters as these: what has no bytes but those of text is text.
    private static readonly (byte[] Start, string Name, string Advice)[] Known =
    [
        ([0x89, .. "PNG"u8], "a picture", NoTable), ([0xFF, 0xD8, 0xFF], "a picture", NoTable),
        ([.. "GIF8"u8], "a picture", NoTable), ([.. "RIFF"u8], "a picture or a sound", NoTable),
        ([.. "II*"u8, 0], "a picture (TIFF)", NoTable), ([.. "MM"u8, 0, .. "*"u8], "a picture (TIFF)", NoTable),
        ([.. "PK"u8, 3, 4], "a workbook, another Office file or a ZIP", Unpack),
        ([0xD0, 0xCF, 0x11, 0xE0], OldOffice, "save it as .xlsx"),
        ([9, 8, 16, 0], "an old .xls workbook", "save it as .xlsx"),
        ([0x1F, 0x8B], "a compressed file (gzip)", Unpack), ([.. "BZh"u8], "a compressed file (bzip2)", Unpack),
        ([0x28, 0xB5, 0x2F, 0xFD], "a compressed file (zstd)", Unpack),
        ([0xFD, .. "7zXZ"u8], "a compressed file (xz)", Unpack),
        ([4, 0x22, 0x4D, 0x18], "a compressed file (lz4)", Unpack),
        ([.. "7z"u8, 0xBC, 0xAF], "a 7z archive", Unpack), ([.. "Rar!"u8, 0x1A, 7], "a RAR archive", Unpack),
        ([.. "PAR1"u8], "a Parquet file", ""),
        ([.. "PARE"u8], "an encrypted Parquet file", "write it without encryption"),
        ([.. "Obj"u8, 1], "an Avro file", "write it as Parquet or CSV"),
        ([.. "ORC"u8], "an ORC file", "write it as Parquet or CSV"),
        ([.. "ARROW1"u8], "an Arrow (Feather) file", "write it as Parquet or CSV"),
        ([.. "FEA1"u8], "a Feather file", "write it as Parquet or CSV"),
        ([.. "SQLite format 3"u8, 0], "an SQLite database", "export its table as CSV"),
        ([0x89, .. "HDF"u8], "an HDF5 file", "write it as Parquet or CSV"),
        ([.. "%PDF-"u8], "a PDF", NoTable), ([.. "{\\rtf"u8], "an RTF document", NoTable),
    ];

    private static readonly string[] PageStarts = ["<!doctype html", "<html"];

    private static readonly HashSet<string> Texts = ["a PDF", "an RTF document"];

    /// <summary>What a file is that begins so; null if it may be a text.</summary>
    public static string? NameOf(ReadOnlySpan<byte> start) => Find(start)?.Name;

    /// <summary>Why a file that begins so is no table, and what to do; null if it may be one of text.</summary>
    public static string? Refusal(ReadOnlySpan<byte> start)
    {
        if (Find(start) is not var (name, advice))
            return IsTar(start) ? $"is a tar archive: {Unpack}" : MarkupOf(start);
        return name == OldOffice ? OldKind(start) : $"is {name}, and no table that is read: {advice}";
    }

    public static bool IsGzip(ReadOnlySpan<byte> start) => start is [0x1F, 0x8B, ..];

    public static bool IsZip(ReadOnlySpan<byte> start) => start is [(byte)'P', (byte)'K', 3 or 5 or 7, 4 or 6 or 8, ..];

    public static bool IsParquet(ReadOnlySpan<byte> start) => start.StartsWith("PAR1"u8) && HoldsNoText(start);

    public static bool IsPicture(ReadOnlySpan<byte> start) =>
        NameOf(start) is { } name && name.StartsWith("a picture", StringComparison.Ordinal);

    private static (string Name, string Advice)? Find(ReadOnlySpan<byte> start)
    {
        foreach (var (bytes, name, advice) in Known)
        {
            if (!start.StartsWith(bytes)) continue;
            if (Texts.Contains(name) || !Ascii.IsValid(bytes) || HoldsNoText(start)) return (name, advice);
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
        if (Array.Exists(PageStarts, tag => text.StartsWith(tag, StringComparison.OrdinalIgnoreCase)))
            return "is an HTML page, and no table that is read: save its table as .xlsx or CSV";
        return text.StartsWith("<?xml ", StringComparison.Ordinal)
            ? "is XML, and no table that is read: save it as .xlsx or CSV"
            : null;
    }

    private static bool HoldsNoText(ReadOnlySpan<byte> start) =>
        start.IndexOfAnyInRange((byte)0, (byte)8) >= 0 || start.IndexOfAnyInRange((byte)14, (byte)25) >= 0;
}
