using BulkExtractor.Basics;
using Npgsql;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>A database of the embedded cluster as one file, and back, by the tools of PostgreSQL.</summary>
internal sealed class ClusterBackup(EmbeddedCluster cluster, string database)
{
    private static readonly string[] Afterwards =
    [
        "grant usage on schema bulk_results to bulk_read",
        "grant select on all tables in schema bulk_results to bulk_read",
        "analyze",
    ];

    /// <summary>The database that a restore replaced, until the next one.</summary>
    public string Replaced => $"{database}_before_restore";

    // It takes the place of the other only when it is complete.
    private string Draft => $"{database}_restoring";

    /// <summary>Writes all of it as it is at this moment, whoever works on it meanwhile.</summary>
    public async Task WriteAsync(string file, CancellationToken cancellationToken)
    {
        var draft = $"{file}.part";
        try
        {
            // Readable for its owner only, as the cluster is.
            await OwnerOnly.Open(draft, new() { Mode = FileMode.Create, Access = FileAccess.Write }).DisposeAsync();
            await RunAsync(
                cluster.Binaries.PgDump,
                ["--format=custom", "--lock-wait-timeout=15s", $"--file={draft}", .. Address(database)],
                why => $"The database cannot be backed up: {why}",
                cancellationToken);
            File.Move(draft, file, overwrite: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot write {file}: {problem.Message}", problem);
        }
        finally
        {
            if (File.Exists(draft)) File.Delete(draft);
        }
    }

    /// <summary>Replaces the database by what a file holds, or changes nothing at all.</summary>
    /// <param name="prepare">Makes an empty or a restored database, by its address, ready for work.</param>
    public async Task ReadAsync(
        string file, Func<string, CancellationToken, Task> prepare, CancellationToken cancellationToken)
    {
        using var turn = FileLock.TryExclusive(Path.Combine(cluster.Folder, "restore.lock"))
            ?? throw new InputException("Another restore is under way: wait for its end.");
        await CheckAsync(file, cancellationToken);
        try
        {
            // Roles belong to the cluster and stand in no backup: they are made with the tables of an empty database.
            await MakeDraftAsync(cancellationToken);
            await prepare(AddressOf(Draft), cancellationToken);
            await MakeDraftAsync(cancellationToken);
            await RunAsync(
                cluster.Binaries.PgRestore,
                ["--exit-on-error", "--no-owner", "--no-privileges", .. Address(Draft), file],
                why => $"{file} cannot be restored: {why}. Nothing was changed.",
                cancellationToken);
            await ExecuteAsync(Draft, Afterwards, cancellationToken);
            await prepare(AddressOf(Draft), cancellationToken);
            await SwapAsync(cancellationToken);
        }
        finally
        {
            await ExecuteAsync(null, [Drop(Draft)], CancellationToken.None);
        }
    }

    private async Task CheckAsync(string file, CancellationToken cancellationToken)
    {
        if (!File.Exists(file)) throw new InputException($"there is no file {file}");
        var listed = await Command.RunAsync(cluster.Binaries.PgRestore, ["--list", file], cancellationToken);
        if (!listed.Succeeded || !listed.Output.Contains(" TABLE bulk migrations ", StringComparison.Ordinal))
        {
            var why = listed.Succeeded ? "it holds another database" : listed.LastLine;
            throw new InputException($"{file} was not written by 'bulk backup': {why}. Nothing was changed.");
        }
    }

    private Task MakeDraftAsync(CancellationToken cancellationToken) => ExecuteAsync(
        null, [Drop(Draft), $"create database {Quote(Draft)} encoding 'UTF8' template template0"], cancellationToken);

    // In one transaction: at each moment there is one that is whole. What may be done on the other goes with the name.
    private async Task SwapAsync(CancellationToken cancellationToken)
    {
        try
        {
            await ExecuteAsync(null, [Drop(Replaced)], cancellationToken);
            await ExecuteAsync(
                null,
                [
                    $"""
                    begin;
                    set local allow_system_table_mods = on;
                    update pg_database set datacl = (select datacl from pg_database where datname = '{database}')
                    where datname = '{Draft}';
                    alter database {Quote(database)} rename to {Quote(Replaced)};
                    alter database {Quote(Draft)} rename to {Quote(database)};
                    commit
                    """,
                ],
                cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.ObjectInUse)
        {
            throw new InputException(
                "Somebody works with the database: end 'bulk serve', 'bulk worker' and other commands first. "
                + "Nothing was changed.");
        }
    }

    private async Task ExecuteAsync(string? name, string[] statements, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create($"{AddressOf(name)};Pooling=false;Command Timeout=0");
        await using var connection = await source.OpenConnectionAsync(cancellationToken);
        foreach (var statement in statements)
        {
            await using var command = new NpgsqlCommand(statement, connection);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private async Task RunAsync(
        string program, string[] arguments, Func<string, string> problem, CancellationToken cancellationToken)
    {
        var password = new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Password;
        var done = await Command.RunAsync(program, arguments, cancellationToken, password);
        if (done.Succeeded) return;

        // After the reason come its context and hints.
        throw new InputException(problem(done.ReasonIn(line => line.Contains("error:", StringComparison.Ordinal))));
    }

    private string[] Address(string name) =>
    [
        "--host=127.0.0.1", $"--port={cluster.Port}", $"--username={ClusterMaker.Superuser}", "--no-password",
        $"--dbname={name}",
    ];

    // Null for the database that every server has.
    private string AddressOf(string? name) =>
        new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = name ?? "postgres" }.ConnectionString;

    private static string Drop(string name) => $"drop database if exists {Quote(name)} with (force)";

    private static string Quote(string name) => new NpgsqlCommandBuilder().QuoteIdentifier(name);
}
