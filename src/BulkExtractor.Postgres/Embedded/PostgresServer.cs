using BulkExtractor.Basics;
using Npgsql;

namespace BulkExtractor.Postgres.Embedded;

/// <summary>The PostgreSQL server in use: the user's own, else the embedded one, else one in a container.</summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string UsualDatabase = "bulk";

    // The database that every server has.
    private const string FirstDatabase = "postgres";

    private readonly NpgsqlConnectionStringBuilder _address;

    private PostgresServer(NpgsqlConnectionStringBuilder address, string where, EmbeddedCluster? embedded)
    {
        (_address, Where, Embedded) = (address, where, embedded);
        _address.ApplicationName ??= "bulk";
    }

    /// <summary>Which server it is, in words for the user; without secrets.</summary>
    public string Where { get; }

    /// <summary>The embedded cluster, if that is the one.</summary>
    public EmbeddedCluster? Embedded { get; }

    /// <summary>Finds the server, which is started if it is the program's own to start.</summary>
    public static async Task<PostgresServer> FindAsync(
        PostgresOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        if (options.ConnectionString is { } given) return OfUser(given);
        if (PostgresBinaries.Find() is null && await FindContainerAsync(options, cancellationToken) is { } container)
        {
            await container.WaitUntilReadyAsync(clock, cancellationToken);
            return container;
        }

        var cluster = await EmbeddedCluster.StartAsync(options.Embedded, clock, cancellationToken);
        var address = new NpgsqlConnectionStringBuilder(cluster.ConnectionString) { Database = UsualDatabase };
        return new(address, $"the embedded cluster in {cluster.Folder} (port {cluster.Port})", cluster);
    }

    /// <summary>The connection string of a database.</summary>
    /// <param name="name">Null for the one that BULK_POSTGRES names, else <c>bulk</c>.</param>
    public string AddressOf(string? name) =>
        new NpgsqlConnectionStringBuilder(_address.ConnectionString) { Database = NameOf(name) }.ConnectionString;

    /// <summary>The connection string of a database, which is made if it is missing.</summary>
    /// <param name="name">Null for the one that BULK_POSTGRES names, else <c>bulk</c>.</param>
    public async Task<string> EnsureDatabaseAsync(string? name, CancellationToken cancellationToken)
    {
        var wanted = AddressOf(name);
        if (!await TryConnectAsync(wanted, cancellationToken))
            await CreateDatabaseAsync(NameOf(name), cancellationToken);
        return wanted;
    }

    /// <summary>Stops using the server.</summary>
    public ValueTask DisposeAsync() => Embedded?.DisposeAsync() ?? ValueTask.CompletedTask;

    private static PostgresServer OfUser(string given)
    {
        try
        {
            var address = new NpgsqlConnectionStringBuilder(given);
            if (string.IsNullOrEmpty(address.Host)) throw new ArgumentException("No host.", nameof(given));
            if (string.IsNullOrEmpty(address.Database)) address.Database = UsualDatabase;
            return new(address, $"{address.Host}:{address.Port}, database {address.Database} (BULK_POSTGRES)", null);
        }
        catch (Exception error) when (error is ArgumentException or FormatException)
        {
            // The error's own text may quote a part of the password.
            throw new InputException(
                "BULK_POSTGRES is not a connection string: write Host=…;Port=5432;Username=…;Password=…;Database=…");
        }
    }

    private static async Task<PostgresServer?> FindContainerAsync(
        PostgresOptions options, CancellationToken cancellationToken)
    {
        var address = await PostgresContainer.StartAsync(options.Embedded.Checkout, cancellationToken);
        return address is null
            ? null
            : new(new(address) { Database = UsualDatabase }, "a container of this checkout", null);
    }

    private async Task WaitUntilReadyAsync(TimeProvider clock, CancellationToken cancellationToken)
    {
        const int mostTries = 120;
        for (var tries = 1; ; tries++)
        {
            try
            {
                await TryConnectAsync(AddressOf(FirstDatabase), cancellationToken);
                return;
            }
            catch (NpgsqlException) when (tries < mostTries)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(500), clock, cancellationToken);
            }
        }
    }

    private string NameOf(string? name) => name ?? _address.Database!;

    private static async Task<bool> TryConnectAsync(string address, CancellationToken cancellationToken)
    {
        try
        {
            await using var source = NpgsqlDataSource.Create(address);
            await using var connection = await source.OpenConnectionAsync(cancellationToken);
            return true;
        }
        catch (PostgresException error) when (error.SqlState == PostgresErrorCodes.InvalidCatalogName)
        {
            return false;
        }
    }

    private async Task CreateDatabaseAsync(string name, CancellationToken cancellationToken)
    {
        var quoted = new NpgsqlCommandBuilder().QuoteIdentifier(name);
        await using var source = NpgsqlDataSource.Create(AddressOf(FirstDatabase));
        await using var create = source.CreateCommand($"create database {quoted} encoding 'UTF8' template template0");
        try
        {
            await create.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException error) when (error.SqlState
            is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
        {
            // Another process was faster.
        }
    }
}
