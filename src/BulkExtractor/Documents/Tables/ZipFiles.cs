using System.IO.Compression;
using BulkExtractor.Basics;

namespace BulkExtractor.Documents.Tables;

/// <summary>The files in an archive, which was found to be no trap. Their names are only ever shown.</summary>
internal sealed class ZipFiles : IAsyncDisposable
{
    private const int LongestName = 200;

    // What operating systems put into archives by themselves.
    private static readonly string[] Leftovers = ["__MACOSX/", ".DS_Store", "Thumbs.db", "desktop.ini"];

    private static readonly (string Part, string Refusal)[] Others =
    [
        ("xl/workbook.bin", "is a binary workbook (.xlsb): save it as .xlsx"),
        ("word/document.xml", "is a Word document, and no table: save its table as .xlsx or CSV"),
        ("ppt/presentation.xml", "is a presentation, and no table"),
        ("content.xml", "is an OpenDocument file (.ods): save it as .xlsx"),
        ("Index/Document.iwa", "is a Numbers workbook: save it as .xlsx"),
    ];

    private readonly ZipArchive _archive;
    private readonly InputBounds _bounds;

    private ZipFiles(ZipArchive archive, string name, InputBounds bounds)
    {
        (_archive, Name, _bounds) = (archive, name, bounds);
    }

    /// <summary>The archive's name, for errors.</summary>
    public string Name { get; }

    /// <summary>Whether it is a workbook.</summary>
    public bool IsWorkbook => _archive.GetEntry("xl/workbook.xml") is not null;

    /// <summary>Opens an archive; the stream stays open after it.</summary>
    public static ZipFiles Open(Stream stream, string name, InputBounds bounds)
    {
        ZipArchive? archive = null;
        try
        {
            archive = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
            if (Problem(archive, stream.Length, bounds) is { } problem) throw new InputException($"{name} {problem}");
            return new ZipFiles(archive, name, bounds);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException)
        {
            throw new InputException($"{name} is a broken archive, or its end is missing", broken);
        }
        catch
        {
            archive?.Dispose();
            throw;
        }
    }

    /// <summary>The files that may be tables, in the archive's order.</summary>
    public IReadOnlyList<TableBytes> List()
    {
        if (Others.FirstOrDefault(other => _archive.GetEntry(other.Part) is not null) is { Refusal: { } refusal })
            throw new InputException($"{Name} {refusal}");
        var files = _archive.Entries.Where(IsFile).Select(File).ToList();
        return files.Count > 0 ? files : throw new InputException($"{Name} is an archive without a file");
    }

    /// <summary>What a part of it holds; null when it has none of that name.</summary>
    public Stream? OpenPart(string part) =>
        _archive.GetEntry(part) is { } entry ? Open(entry, $"{Name}: {part}") : null;

    public ValueTask DisposeAsync()
    {
        _archive.Dispose();
        return ValueTask.CompletedTask;
    }

    private static string? Problem(ZipArchive archive, long size, InputBounds bounds)
    {
        if (archive.Entries.Count > bounds.MostFiles)
            return $"is an archive of more than {bounds.MostFiles:N0} files";
        if (archive.Entries.Any(entry => entry.IsEncrypted)) return "is an archive with a password: unpack it first";
        if (archive.Entries.Sum(entry => (double)entry.CompressedLength) > size)
            return "is an archive whose files lie over each other, as no honest one's do";
        return archive.Entries.Sum(entry => (double)entry.Length) > bounds.MostBytes
            ? $"holds more than {Bytes.Say(bounds.MostBytes)} when it is unpacked"
            : null;
    }

    private static bool IsFile(ZipArchiveEntry entry) =>
        !entry.FullName.EndsWith('/')
        && !Array.Exists(Leftovers, entry.FullName.Contains)
        && !entry.Name.StartsWith("._", StringComparison.Ordinal);

    private TableBytes File(ZipArchiveEntry entry)
    {
        var name = entry.FullName.Length > LongestName ? entry.FullName[..LongestName] : entry.FullName;
        return new TableBytes(name, _ => new(Open(entry, $"{Name}: {name}")), again: true);
    }

    private UnpackedStream Open(ZipArchiveEntry entry, string name)
    {
        try
        {
            return UnpackedStream.Unzip(entry, name, _bounds);
        }
        catch (InvalidDataException broken)
        {
            throw new InputException($"{name} is packed in a way that is not read, or broken", broken);
        }
    }
}
