using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BulkExtractor.Benchmarks.Surroundings;

/// <summary>A database of one measurement, dropped at its end.</summary>
internal sealed class BenchDatabase(string name, string address, string admin, NpgsqlDataSource source)
    : IAsyncDisposable
{
    /// <summary>The connection string for processes.</summary>
    public string Address => address;

    public NpgsqlDataSource Source => source;

    /// <summary>The way in which the program works on it.</summary>
    public Database Database { get; } = new(source, TimeProvider.System, NullLogger<Database>.Instance);

    public async Task ExecuteAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        command.CommandTimeout = 0;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    public async Task<T> ReadAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async ValueTask DisposeAsync()
    {
        await source.DisposeAsync();
        await using var others = NpgsqlDataSource.Create(admin);
        await using var drop = others.CreateCommand($"drop database if exists {name} with (force)");
        await drop.ExecuteNonQueryAsync();
    }
}
