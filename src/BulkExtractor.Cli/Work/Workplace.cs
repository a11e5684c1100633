using BulkExtractor.BackgroundJobs;
using BulkExtractor.Batches;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Limits;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using BulkExtractor.Postgres.Embedded;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace BulkExtractor.Cli.Work;

/// <summary>A database that is ready for work, and everything that stands on it.</summary>
internal sealed class Workplace : IAsyncDisposable
{
    /// <summary>The database of ordinary batches.</summary>
    public const string OrdinaryDatabase = "bulk";

    private readonly PostgresServer _server;
    private readonly NpgsqlDataSource _source;

    private Workplace(PostgresServer server, NpgsqlDataSource source, ILoggerFactory loggers)
    {
        (_server, _source, Loggers) = (server, source, loggers);
        Database = new Database(source, Clock, loggers.CreateLogger<Database>());
        Store = new PostgresBatchStore(Database, source);
        Queue = new PostgresChunkQueue(Database);
        Ledger = new PostgresPermitLedger(Database);
        Workers = new PostgresWorkerRegistry(Database);
        Rates = new PostgresModelRates(Database);
    }

    public TimeProvider Clock { get; } = TimeProvider.System;

    public ILoggerFactory Loggers { get; }

    public Database Database { get; }

    public string ConnectionString => _server.ConnectionString;

    public IBatchStore Store { get; }

    public IChunkQueue Queue { get; }

    public IPermitLedger Ledger { get; }

    public IWorkerRegistry Workers { get; }

    public PostgresModelRates Rates { get; }

    /// <summary>Finds or starts PostgreSQL and brings the database up to date.</summary>
    public static Task<Workplace> OpenAsync(Terminal terminal, CancellationToken cancellationToken) =>
        OpenAsync(terminal, OrdinaryDatabase, cancellationToken);

    /// <summary>Finds or starts PostgreSQL and brings a database of it up to date.</summary>
    public static async Task<Workplace> OpenAsync(
        Terminal terminal, string database, CancellationToken cancellationToken)
    {
        var loggers = Logging.Create(terminal);
        var server = await PostgresServer.FindAsync(database, cancellationToken);
        var source = NpgsqlDataSource.Create(server.ConnectionString);
        await Migrations.ApplyAsync(source, cancellationToken);
        return new Workplace(server, source, loggers);
    }

    /// <summary>A batch by its number.</summary>
    public async Task<BatchProgress> FindBatchAsync(long batchId, CancellationToken cancellationToken) =>
        await Store.FindAsync(batchId, cancellationToken)
        ?? throw new InputException($"there is no batch {batchId}; 'bulk status' lists them");

    public async ValueTask DisposeAsync()
    {
        await _source.DisposeAsync();
        await _server.DisposeAsync();
        Loggers.Dispose();
    }
}
