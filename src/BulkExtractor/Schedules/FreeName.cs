namespace BulkExtractor.Schedules;

/// <summary>Names for a file whose own may be taken: <c>a.csv</c>, <c>a-2.csv</c>, <c>a-3.csv</c> …</summary>
internal static class FreeName
{
    public static IEnumerable<string> Candidates(string path)
    {
        yield return path;
        var (stem, extension) = (path[..^Path.GetExtension(path).Length], Path.GetExtension(path));
        for (var number = 2; ; number++) yield return $"{stem}-{number}{extension}";
    }
}
