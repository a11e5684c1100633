using System.Security.Cryptography;
using System.Text;
using BulkExtractor.Basics;
using Npgsql;
using static BulkExtractor.Postgres.Parameters;

namespace BulkExtractor.Postgres;

/// <summary>Brings a database to the schema of this program.</summary>
public static class Migrations
{
    private static readonly IReadOnlyList<Migration> Known =
        [.. Statement.List("migrations").Select(path => Migration.Parse(path, Statement.ReadFile(path)))];

    /// <summary>Applies what is missing, in order; several processes may do so at once.</summary>
    public static Task ApplyAsync(Database database, CancellationToken cancellationToken) =>
        ApplyAsync(database, Known, cancellationToken);

    /// <remarks>One by one: of a commit whose answer was lost, the next look says whether it came to pass.</remarks>
    internal static async Task ApplyAsync(
        Database database, IReadOnlyList<Migration> known, CancellationToken cancellationToken)
    {
        while (await database.RunAsync(
            (connection, token) => ApplyNextAsync(connection, known, token), cancellationToken))
        {
        }
    }

    private static async Task<bool> ApplyNextAsync(
        NpgsqlConnection connection, IReadOnlyList<Migration> known, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunUntimedAsync(connection, Statement.Read("lock_migrations"), cancellationToken);
        var applied = await ListAppliedAsync(connection, cancellationToken);
        Check(applied, known);
        var next = known.FirstOrDefault(m => applied.All(a => a.Name != m.Name));
        if (next is null) return false;

        await RunUntimedAsync(connection, next.Sql, cancellationToken);
        await connection.RunAsync(
            "add_migration", cancellationToken, Text("name", next.Name), Bytes("hash", next.Hash));
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // Another process may hold the lock for as long as its migration of a large database takes.
    private static async Task RunUntimedAsync(
        NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Check(IReadOnlyList<AppliedMigration> applied, IReadOnlyList<Migration> known)
    {
        if (applied.Count > 0 && applied.All(migration => migration.Name != known[0].Name))
        {
            throw new InputException(
                "The database was made by an older version of this program, whose migrations this one does not have "
                + $"({applied[0].Name}): export its results with that version, and give this one another database "
                + "or move .data away. Nothing was changed.");
        }

        if (applied.FirstOrDefault(migration => known.All(file => file.Name != migration.Name)) is { } unknown)
        {
            throw new InputException(
                $"The database is newer than this program, which does not know its migration {unknown.Name}: "
                + "update the program or use another database. Nothing was changed.");
        }

        if (known.FirstOrDefault(file => applied.Any(migration => migration.IsChanged(file))) is { } changed)
        {
            throw new InputException(
                $"sql/migrations/{changed.Name}.sql was changed after it was applied to this database: "
                + "undo the change and put it into a new file.");
        }
    }

    private static async Task<IReadOnlyList<AppliedMigration>> ListAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken) =>
        await connection.SingleAsync("has_migrations", row => row.Boolean("has_migrations"), cancellationToken)
            ? await connection.ListAsync(
                "list_migrations",
                row => new AppliedMigration(row.Text("name"), row.Bytes("hash")),
                cancellationToken)
            : [];

    private sealed record AppliedMigration(string Name, byte[] Hash)
    {
        public bool IsChanged(Migration file) => Name == file.Name && !Hash.AsSpan().SequenceEqual(file.Hash);
    }
}

/// <summary>A file of <c>sql/migrations</c>.</summary>
internal sealed record Migration(string Name, string Sql, byte[] Hash)
{
    public static Migration Parse(string path, string sql) =>
        new(Path.GetFileNameWithoutExtension(path), sql, SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
}
