using BulkExtractor.Postgres.Embedded;
using Npgsql;

namespace BulkExtractor.Postgres;

/// <summary>A database that is up to date, on a server that was found or started for it.</summary>
public sealed class OpenDatabase : IAsyncDisposable
{
    private readonly PostgresServer _server;

    private OpenDatabase(PostgresServer server, NpgsqlDataSource source) => (_server, Source) = (server, source);

    /// <summary>Which server it is, in words for the user; without secrets.</summary>
    public string Where => _server.Where;

    internal NpgsqlDataSource Source { get; }

    internal Func<CancellationToken, Task>? Revive =>
        _server.Embedded is { } embedded ? embedded.ReviveAsync : null;

    /// <summary>Finds or starts PostgreSQL and brings a database of it up to date.</summary>
    /// <param name="name">Another database than that of ordinary batches; null means theirs.</param>
    public static async Task<OpenDatabase> OpenAsync(
        PostgresOptions options, string? name, TimeProvider clock, CancellationToken cancellationToken)
    {
        var server = await PostgresServer.FindAsync(options, clock, cancellationToken);
        var source = Database.CreateSource(await server.EnsureDatabaseAsync(name, cancellationToken));
        await Migrations.ApplyAsync(source, cancellationToken);
        return new OpenDatabase(server, source);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await _server.DisposeAsync();
    }
}
