using System.Collections.Concurrent;
using System.Reflection;

namespace BulkExtractor.Postgres;

/// <summary>The SQL files of this project, as they stand in <c>sql/</c>.</summary>
internal static class Statement
{
    private static readonly Assembly Files = typeof(Statement).Assembly;
    private static readonly ConcurrentDictionary<string, string> Texts = new();

    /// <summary>The statement of <c>sql/queries/NAME.sql</c>.</summary>
    public static string Read(string name) => ReadFile($"queries/{name}.sql");

    /// <summary>The text of a file below <c>sql/</c>.</summary>
    public static string ReadFile(string path) => Texts.GetOrAdd(path, Load);

    /// <summary>The files of a folder below <c>sql/</c>, by name.</summary>
    public static IReadOnlyList<string> List(string folder) =>
        [.. Files.GetManifestResourceNames().Where(n => n.StartsWith($"{folder}/", StringComparison.Ordinal)).Order()];

    private static string Load(string path)
    {
        using var file = Files.GetManifestResourceStream(path)
            ?? throw new ArgumentException($"sql/{path} is not part of this program.", nameof(path));
        using var reader = new StreamReader(file);
        return reader.ReadToEnd();
    }
}
