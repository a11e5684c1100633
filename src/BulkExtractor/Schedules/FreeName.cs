using System.Text;

namespace BulkExtractor.Schedules;

/// <summary>Names for a file whose own may be taken: <c>a.csv</c>, <c>a-2.csv</c>, <c>a-3.csv</c> …</summary>
internal static class FreeName
{
    // What the file systems of Linux hold of a name, in bytes; of macOS and Windows in UTF-16 units, which is more.
    private const int MostBytes = 255;

    /// <summary>The names, none longer than a file system holds: the stem loses its end.</summary>
    public static IEnumerable<string> Candidates(string path)
    {
        var extension = Path.GetExtension(path);
        return Candidates(path[..^extension.Length], extension);
    }

    /// <summary>The same, where all of an ending must stay: <c>a.csv.reason-2.txt</c>.</summary>
    public static IEnumerable<string> Candidates(string stem, string ending)
    {
        yield return Fit(stem, ending);
        var extension = Path.GetExtension(ending);
        for (var number = 2; ; number++) yield return Fit(stem, $"{ending[..^extension.Length]}-{number}{extension}");
    }

    private static string Fit(string path, string end)
    {
        var (folder, stem) = (Path.GetDirectoryName(path), Path.GetFileName(path));
        while (stem.Length > 1 && Encoding.UTF8.GetByteCount(stem) + Encoding.UTF8.GetByteCount(end) > MostBytes)
            stem = stem[..^(char.IsLowSurrogate(stem[^1]) ? 2 : 1)];
        return Path.Combine(folder ?? "", stem + end);
    }
}
