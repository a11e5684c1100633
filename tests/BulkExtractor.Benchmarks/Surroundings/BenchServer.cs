using BulkExtractor.Postgres;
using BulkExtractor.Postgres.Embedded;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>The PostgreSQL server of the program, on which benchmarks have databases of their own.</summary>
internal sealed class BenchServer : IAsyncDisposable
{
    private readonly PostgresServer _server;
    private int _databases;

    private BenchServer(PostgresServer server) => _server = server;

    /// <summary>Where its files are, if it is the embedded one.</summary>
    public string? Folder => _server.Embedded?.Folder;

    public static async Task<BenchServer> StartAsync(CancellationToken cancellationToken)
    {
        var embedded = new EmbeddedOptions(Workspace.Checkout)
        {
            DataFolder = Environment.GetEnvironmentVariable("BULK_DATA"),
        };
        var options = new PostgresOptions(embedded)
        {
            ConnectionString = Environment.GetEnvironmentVariable("BULK_POSTGRES"),
        };
        return new BenchServer(await PostgresServer.FindAsync(options, TimeProvider.System, cancellationToken));
    }

    /// <summary>A new database with the program's schema.</summary>
    public async Task<BenchDatabase> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        var name = $"bulk_bench_{Environment.ProcessId}_{Interlocked.Increment(ref _databases)}";
        var address = await _server.EnsureDatabaseAsync(name, cancellationToken);
        var source = Database.CreateOwnSource(address);
        var database = new Database(source, TimeProvider.System, NullLogger<Database>.Instance);
        await Migrations.ApplyAsync(database, cancellationToken);
        var admin = await _server.EnsureDatabaseAsync("postgres", cancellationToken);
        return new BenchDatabase(name, address, admin, source);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
