using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Database;

/// <summary>A fresh database with the program's schema: a class fixture, or made by a test for itself.</summary>
public sealed class TestDatabase(TestCluster cluster) : IAsyncLifetime
{
    private string? _name;
    private NpgsqlDataSource? _source;

    public string ConnectionString => cluster.ConnectionTo(_name!);

    public NpgsqlDataSource DataSource => _source ?? throw new InvalidOperationException("The database is not made.");

    /// <summary>The program's way to it.</summary>
    public BulkExtractor.Postgres.Database Retrying =>
        new(DataSource, TimeProvider.System, NullLogger<BulkExtractor.Postgres.Database>.Instance);

    public static async Task<TestDatabase> CreateAsync(TestCluster cluster, bool migrated = true)
    {
        var database = new TestDatabase(cluster);
        await database.CreateAsync(migrated);
        return database;
    }

    public async ValueTask InitializeAsync() => await CreateAsync(migrated: true);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<T> ReadAsync<T>(string sql)
    {
        await using var command = DataSource.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync())!;
    }

    public async ValueTask DisposeAsync()
    {
        if (_source is not null) await _source.DisposeAsync();
        if (_name is not null) await cluster.DropDatabaseAsync(_name);
    }

    private async Task CreateAsync(bool migrated)
    {
        _name = await cluster.CreateDatabaseAsync(migrated);
        _source = BulkExtractor.Postgres.Database.CreateSource(ConnectionString);
    }
}
