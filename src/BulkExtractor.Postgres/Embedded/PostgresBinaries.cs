using System.Text.RegularExpressions;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>The machine's own PostgreSQL programs.</summary>
internal sealed partial record PostgresBinaries(string Folder)
{
    private static readonly string[] Needed = ["initdb", "pg_ctl", "postgres"];

    public string Initdb => Path.Combine(Folder, "initdb");

    public string PgCtl => Path.Combine(Folder, "pg_ctl");

    public string PgDump => Path.Combine(Folder, "pg_dump");

    public string PgRestore => Path.Combine(Folder, "pg_restore");

    /// <summary>The programs of PATH, else the newest of the usual folders; null if there are none.</summary>
    /// <param name="version">A cluster's major version: only programs of the same version can run it.</param>
    public static PostgresBinaries? Find(string? version = null)
    {
        var found = Command.SearchPath().Concat(UsualFolders()).Where(IsComplete).Select(Resolve).ToList();
        var folder = found.Find(f => version is not null && new PostgresBinaries(f).IsOf(version));
        return (folder ?? found.FirstOrDefault()) is { } chosen ? new(chosen) : null;
    }

    /// <summary>Whether their folder is named after a major version.</summary>
    public bool IsOf(string version) => Folder.Contains($"/{version}/", StringComparison.Ordinal);

    /// <summary>Their major version; null where they do not tell.</summary>
    public async Task<string?> ReadVersionAsync(CancellationToken cancellationToken)
    {
        var told = await Command.RunAsync(Path.Combine(Folder, "postgres"), ["--version"], cancellationToken);
        return told.Succeeded && VersionNumber().Match(told.Output) is { Success: true } match ? match.Value : null;
    }

    private static bool IsComplete(string folder) => Needed.All(name => File.Exists(Path.Combine(folder, name)));

    // Distributions link their programs from one folder into another; the version stands in the real one's name.
    private static string Resolve(string folder)
    {
        var program = new FileInfo(Path.Combine(folder, "postgres"));
        return Path.GetDirectoryName(program.ResolveLinkTarget(returnFinalTarget: true)?.FullName) ?? folder;
    }

    private static IEnumerable<string> UsualFolders() =>
    [
        .. Versions("/usr/lib/postgresql", "*"),
        .. Versions("/usr", "pgsql-*"),
        "/usr/local/pgsql/bin",
        .. Versions("/opt/homebrew/opt", "postgresql@*"),
        .. Versions("/usr/local/opt", "postgresql@*"),
        "/opt/homebrew/bin",
        "/Applications/Postgres.app/Contents/Versions/latest/bin",
    ];

    private static IEnumerable<string> Versions(string parent, string pattern) => Directory.Exists(parent)
        ? Directory.GetDirectories(parent, pattern).OrderByDescending(VersionOf).Select(f => Path.Combine(f, "bin"))
        : [];

    private static double VersionOf(string folder) =>
        double.TryParse(Path.GetFileName(folder).Split('-', '@')[^1], out var version) ? version : 0;

    [GeneratedRegex(@"\d+")]
    private static partial Regex VersionNumber();
}
