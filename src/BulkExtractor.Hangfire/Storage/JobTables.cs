using System.Globalization;
using Hangfire.PostgreSql;
using Npgsql;

namespace BulkExtractor.Hangfire.Storage;

/// <summary>Hangfire's tables, as far as a process must know of them before it asks for jobs.</summary>
internal static class JobTables
{
    private const string Scripts = "Hangfire.PostgreSql.Scripts.Install.v";

    // Each script that the library brings raises the version by one; its name says to what.
    private static readonly int Newest = typeof(PostgreSqlObjectsInstaller).Assembly.GetManifestResourceNames()
        .Where(name => name.StartsWith(Scripts, StringComparison.Ordinal))
        .Max(name => int.Parse(name[Scripts.Length..name.LastIndexOf('.')], CultureInfo.InvariantCulture));

    /// <summary>Whether they stand as this program's library wants them.</summary>
    /// <remarks>One look, where its installer takes one for each version that there ever was.</remarks>
    public static bool AreThere(NpgsqlConnection connection, string schema)
    {
        using var known = new NpgsqlCommand($"select to_regclass('{schema}.schema') is not null", connection);
        if (known.ExecuteScalar() is not true) return false;
        using var version = new NpgsqlCommand($"select max(version) from {schema}.schema", connection);
        return version.ExecuteScalar() is int found && found >= Newest;
    }
}
