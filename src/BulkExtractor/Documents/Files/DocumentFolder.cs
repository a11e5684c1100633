using BulkExtractor.Basics;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Jobs;

namespace BulkExtractor.Documents.Files;

/// <summary>A folder of PDF, HTML, text or picture files: one document a file, its path the key.</summary>
public sealed class DocumentFolder
{
    // That of the files' paths.
    private const string Column = JoinedTable.FileColumn;

    private const int StartSize = 64;
    private const int MostDepth = 32;

    private static readonly string[] TableNames = [".csv", ".tsv", ".jsonl", ".ndjson", ".xlsx", ".parquet"];

    private readonly IReadOnlyList<string> _files;
    private readonly bool _hasPictures;

    private DocumentFolder(string name, IReadOnlyList<string> files, bool hasPictures)
    {
        (Name, _files, _hasPictures) = (name, files, hasPictures);
    }

    /// <summary>What people call it.</summary>
    public string Name { get; }

    /// <summary>What it is, for people.</summary>
    public string Format => $"folder of {_files.Count:N0} files";

    /// <summary>Lists the files in a folder and those below; hidden ones and links are left alone.</summary>
    public static DocumentFolder Read(string path, InputBounds bounds)
    {
        var root = Path.GetFullPath(path);
        var name = Path.GetFileName(Path.TrimEndingDirectorySeparator(root));
        var options = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            MaxRecursionDepth = MostDepth,
            AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint,
        };
        var files = Directory.EnumerateFiles(root, "*", options)
            .Where(IsMeant)
            .Take(bounds.MostFiles + 1)
            .Order(StringComparer.Ordinal)
            .ToList();
        if (files.Count == 0) throw new InputException($"the folder {name} holds no file");
        if (files.Count > bounds.MostFiles)
            throw new InputException($"the folder {name} holds more than {bounds.MostFiles:N0} files");
        if (files.Find(IsTable) is { } table)
        {
            throw new InputException($"{table} is a table, and a folder is one of documents: "
                + $"submit tables by a quoted pattern, such as '{path}/*{Path.GetExtension(table)}'");
        }

        return new DocumentFolder(
            name, [.. files.Select(file => Path.GetRelativePath(root, file))], files.Exists(IsPicture));
    }

    /// <summary>How a job reads it: each file is the whole document.</summary>
    public JobInput ToInput(JobInput input) => input with
    {
        Id = Column,
        Text = "",
        File = Column,
        Image = _hasPictures ? Column : null,
        Delimiter = ',',
    };

    /// <summary>The paths as a table.</summary>
    public IncomingFile ToTable() => IncomingFile.FromStream(OneColumnCsv.Write(Column, _files), Name);

    private static bool IsMeant(string path) => Path.GetFileName(path) is var name
        && !name.StartsWith("~$", StringComparison.Ordinal)
        && name is not ("Thumbs.db" or "desktop.ini");

    private static bool IsTable(string path) =>
        Array.Exists(TableNames, end => path.EndsWith(end, StringComparison.OrdinalIgnoreCase));

    private static bool IsPicture(string path)
    {
        try
        {
            using var file = RegularFile.Open(path, path);
            if (file.Length == 0) return false;
            Span<byte> start = stackalloc byte[StartSize];
            return FileKinds.IsPicture(start[..file.ReadAtLeast(start, StartSize, throwOnEndOfStream: false)]);
        }
        catch (InputException)
        {
            // Its document says why it cannot be read.
            return false;
        }
    }
}
