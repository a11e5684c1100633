using System.Globalization;
using System.Text.RegularExpressions;
using BulkExtractor.Postgres.Embedded;

namespace BulkExtractor.Benchmarks.Store;

/// <summary>PostgreSQL's own test of what the disk can do: <c>pg_test_fsync -s 1</c>.</summary>
internal static partial class FsyncTest
{
    /// <summary>Writes of 8 kB that are safe on the disk, a second; null where the test is not installed.</summary>
    public static async Task<double?> RunAsync(string? folder, CancellationToken cancellationToken)
    {
        if (PostgresBinaries.Find() is not { } binaries || folder is null) return null;
        var program = Path.Combine(binaries.Folder, "pg_test_fsync");
        if (!File.Exists(program)) return null;

        var file = Path.Combine(folder, "fsync.test");
        var ended = await Command.RunAsync(program, ["-s", "1", "-f", file], cancellationToken);
        var line = Fdatasync().Match(ended.Output);
        return line.Success ? double.Parse(line.Groups[1].Value, CultureInfo.InvariantCulture) : null;
    }

    // The first of the tables: one write of 8 kB, as the log is written.
    [GeneratedRegex(@"fdatasync\s+([\d.]+) ops/sec")]
    private static partial Regex Fdatasync();
}
