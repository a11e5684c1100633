using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace BulkExtractor.Postgres;

/// <summary>Brings a database to the schema of this program.</summary>
public static class Migrations
{
    private static readonly IReadOnlyList<Migration> Known =
        [.. Statement.List("migrations").Select(path => Migration.Of(path, Statement.ReadFile(path)))];

    /// <summary>Applies what is missing, in order; several processes may do so at once.</summary>
    public static Task ApplyAsync(NpgsqlDataSource source, CancellationToken cancellationToken) =>
        ApplyAsync(source, Known, cancellationToken);

    internal static async Task ApplyAsync(
        NpgsqlDataSource source, IReadOnlyList<Migration> known, CancellationToken cancellationToken)
    {
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        while (await ApplyNextAsync(connection, known, cancellationToken))
        {
        }
    }

    private static async Task<bool> ApplyNextAsync(
        NpgsqlConnection connection, IReadOnlyList<Migration> known, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var turn = UntimedCommand(connection, Statement.Read("lock_migrations"));
        await turn.ExecuteNonQueryAsync(cancellationToken);
        var applied = await ListAppliedAsync(connection, cancellationToken);
        Check(applied, known);
        var next = known.FirstOrDefault(m => applied.All(a => a.Name != m.Name));
        if (next is null) return false;

        await using var change = UntimedCommand(connection, next.Sql);
        await change.ExecuteNonQueryAsync(cancellationToken);
        await AddAsync(connection, next, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }

    // Another process may hold the lock for as long as its migration of a large database takes.
    private static NpgsqlCommand UntimedCommand(NpgsqlConnection connection, string sql) =>
        new(sql, connection) { CommandTimeout = 0 };

    private static void Check(IReadOnlyList<AppliedMigration> applied, IReadOnlyList<Migration> known)
    {
        foreach (var (name, hash) in applied)
        {
            var file = known.FirstOrDefault(m => m.Name == name) ?? throw new InputException(
                $"The database is newer than this program, which does not know its migration {name}: "
                + "update the program or use another database.");
            if (!file.Hash.AsSpan().SequenceEqual(hash))
            {
                throw new InputException(
                    $"sql/migrations/{name}.sql was changed after it was applied to this database: "
                    + "undo the change and put it into a new file.");
            }
        }
    }

    private static async Task<IReadOnlyList<AppliedMigration>> ListAppliedAsync(
        NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var has = new NpgsqlCommand(Statement.Read("has_migrations"), connection);
        if (await has.ExecuteScalarAsync(cancellationToken) is not true) return [];

        var applied = new List<AppliedMigration>();
        await using var list = new NpgsqlCommand(Statement.Read("list_migrations"), connection);
        await using var rows = await list.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            applied.Add(new(rows.GetString(0), rows.GetFieldValue<byte[]>(1)));
        }

        return applied;
    }

    private static async Task AddAsync(
        NpgsqlConnection connection, Migration migration, CancellationToken cancellationToken)
    {
        await using var add = new NpgsqlCommand(Statement.Read("add_migration"), connection);
        add.Parameters.AddWithValue("name", NpgsqlDbType.Text, migration.Name);
        add.Parameters.AddWithValue("hash", NpgsqlDbType.Bytea, migration.Hash);
        await add.ExecuteNonQueryAsync(cancellationToken);
    }

    private sealed record AppliedMigration(string Name, byte[] Hash);
}

/// <summary>A file of <c>sql/migrations</c>.</summary>
internal sealed record Migration(string Name, string Sql, byte[] Hash)
{
    public static Migration Of(string path, string sql) =>
        new(Path.GetFileNameWithoutExtension(path), sql, SHA256.HashData(Encoding.UTF8.GetBytes(sql)));
}
