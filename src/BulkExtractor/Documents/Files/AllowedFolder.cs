using System.Text;

namespace BulkExtractor.Documents.Files;

/// <summary>The folder in which the files that an input names must lie; nothing outside of it is ever opened.</summary>
internal sealed class AllowedFolder(string path)
{
    private const int MostLinks = 40;

    private readonly string _root = RealPath(Path.GetFullPath(path), 0);

    /// <summary>The folder, for an error.</summary>
    public string Name => path;

    /// <summary>The whole path of a file, with every link on the way followed; null where it leads out.</summary>
    public string? Find(string named)
    {
        // A name with NUL cannot be one; the system would cut it there.
        if (named.Contains('\0', StringComparison.Ordinal) || named.Split('/', '\\').Contains("..")) return null;
        try
        {
            var ways = WaysToWrite(named).Select(way => RealPath(Path.GetFullPath(way, _root), 0)).ToList();
            var real = ways.Find(File.Exists) ?? ways[0];
            return real.StartsWith(WithSeparator(_root), StringComparison.Ordinal) ? real : null;
        }
        catch (IOException)
        {
            // Links that lead to each other lead nowhere.
            return null;
        }
    }

    // Windows parts folders otherwise.
    private static IEnumerable<string> WaysToWrite(string named) =>
        named.Contains('\\', StringComparison.Ordinal) ? [named, named.Replace('\\', '/')] : [named];

    private static string RealPath(string path, int links)
    {
        if (links > MostLinks) throw new IOException($"{path}: too many links");
        var real = Path.GetPathRoot(path)!;
        foreach (var part in path[real.Length..]
            .Split(Path.DirectorySeparatorChar, StringSplitOptions.RemoveEmptyEntries))
        {
            var next = Existing(real, part);
            real = new FileInfo(next).LinkTarget is { } target
                ? RealPath(Path.GetFullPath(target, real), links + 1)
                : next;
        }

        return real;
    }

    // The same letters stand composed in a table and decomposed on a Mac's disk, or the other way round.
    private static string Existing(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        if (Ascii.IsValid(name) || Path.Exists(path)) return path;
        NormalizationForm[] forms = [NormalizationForm.FormC, NormalizationForm.FormD];
        return forms.Select(form => Path.Combine(folder, Normalized(name, form))).FirstOrDefault(Path.Exists) ?? path;
    }

    private static string Normalized(string name, NormalizationForm form)
    {
        try
        {
            return name.Normalize(form);
        }
        catch (ArgumentException)
        {
            // With half of a character in it there is one way to write it.
            return name;
        }
    }

    private static string WithSeparator(string folder) =>
        Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar;
}
