using System.Diagnostics;
using BulkExtractor.Basics;
using BulkExtractor.Postgres.Embedded;
using Npgsql;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>PostgreSQL's own client.</summary>
internal static class Psql
{
    /// <summary>Runs one command of psql on a database.</summary>
    public static async Task RunAsync(string address, string command, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(address);
        var folder = PostgresBinaries.Find()?.Folder ?? throw new InputException("psql is not installed");
        var start = new ProcessStartInfo(
            Path.Combine(folder, "psql"),
            ["-X", "-q", "-v", "ON_ERROR_STOP=1", "-h", server.Host!, "-p", $"{server.Port}", "-U", server.Username!,
                "-d", server.Database!, "-c", command])
        {
            RedirectStandardError = true,
        };
        start.Environment["PGPASSWORD"] = server.Password;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync(cancellationToken);
        await process.WaitForExitAsync(cancellationToken);
        if (process.ExitCode != 0) throw new InputException($"psql: {await errors}");
    }
}
