using BulkExtractor.Basics;
using BulkExtractor.Postgres.Embedded;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>A database on a server that was found or started for it.</summary>
public sealed class OpenDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private readonly string? _name;
    private readonly TimeProvider _clock;
    private readonly ILogger<Database> _logger;
    private readonly Func<TimeSpan?, Database> _create;

    private OpenDatabase(
        PostgresServer server, string? name, TimeSpan? patience, TimeProvider clock, ILogger<Database> logger)
    {
        (_server, _name, _clock, _logger) = (server, name, clock, logger);
        Source = Database.CreateOwnSource(server.AddressOf(name));
        _create = asked => new Database(Source, clock, logger, server.Embedded is { } own ? own.ReviveAsync : null)
        {
            Patience = asked,
        };
        Database = _create(patience);
    }

    /// <summary>Which server it is, in words for the user; without secrets.</summary>
    public string Where => _server.Where;

    /// <summary>The way to it.</summary>
    public Database Database { get; }

    /// <summary>Whether it is up to date.</summary>
    public bool IsPrepared { get; private set; }

    internal NpgsqlDataSource Source { get; }

    /// <summary>Finds PostgreSQL, and starts it where that is for this program to do; asks nothing of it yet.</summary>
    /// <param name="name">Another database than that of ordinary batches; null means theirs.</param>
    /// <param name="patience">Gives up what has failed for so long; null for never.</param>
    public static async Task<OpenDatabase> FindAsync(
        PostgresOptions options,
        string? name,
        TimeSpan? patience,
        TimeProvider clock,
        ILogger<Database> logger,
        CancellationToken cancellationToken)
    {
        var server = await PostgresServer.FindAsync(options, clock, cancellationToken);
        return new OpenDatabase(server, name, patience, clock, logger);
    }

    /// <summary>Another way to it, for work that waits for the database for as long as it takes.</summary>
    public Database WaitForever() => _create(null);

    /// <summary>Makes the database if it is missing, and brings it up to date.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        await Database.RetryAsync(token => _server.EnsureDatabaseAsync(_name, token), cancellationToken);
        await Migrations.ApplyAsync(Database, cancellationToken);
        IsPrepared = true;
    }

    /// <summary>Writes all of it into a file, as it is at this moment, whoever works on it meanwhile.</summary>
    public Task BackUpAsync(string file, CancellationToken cancellationToken) =>
        Backup.WriteAsync(Path.GetFullPath(file), cancellationToken);

    /// <summary>Replaces it by what a file holds, or changes nothing; returns where the replaced one stands.</summary>
    public async Task<string> RestoreAsync(string file, CancellationToken cancellationToken)
    {
        var backup = Backup;
        await Database.RetryAsync(token => _server.EnsureDatabaseAsync(_name, token), cancellationToken);
        Source.Clear();
        await backup.ReadAsync(Path.GetFullPath(file), PrepareRestoredAsync, cancellationToken);
        return backup.Replaced;
    }

    // Nobody knows what was sent since it was written: windows start afresh.
    private async Task PrepareRestoredAsync(string address, CancellationToken cancellationToken)
    {
        await using var source = NpgsqlDataSource.Create($"{address};Pooling=false");
        var database = new Database(source, _clock, _logger);
        await Migrations.ApplyAsync(database, cancellationToken);
        await new PostgresPermitLedger(database)
            .PauseSpansAsync("the database was restored from a backup", cancellationToken);
    }

    private ClusterBackup Backup => _server.Embedded is { } own
        ? new ClusterBackup(own, new NpgsqlConnectionStringBuilder(_server.AddressOf(_name)).Database!)
        : throw new InputException(
            $"'backup' and 'restore' are for the embedded database; {Where} is kept by tools of its own: "
            + "pg_dump --format=custom, and pg_restore.");

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _server.DisposeAsync();
    }
}
