using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace BulkExtractor.IntegrationTests.Database;

/// <summary>One PostgreSQL server for the whole run, with a migrated template for the tests' databases.</summary>
public sealed class TestCluster : IAsyncLifetime
{
    private const string Template = "bulk_template";

    // A copy of files is twice as fast as one that is written to the log as well, and older servers know no other.
    private const int ChoosesStrategySince = 15;

    private TestServer? _server;
    private string _strategy = "";
    private int _databases;

    /// <summary>How to connect to the server's first database as a superuser.</summary>
    public string ConnectionString => Server.ConnectionString;

    private TestServer Server => _server ?? throw new InvalidOperationException("The server is not started.");

    // Only the embedded one can be stopped.
    private EmbeddedServer Durable => (EmbeddedServer)Server;

    /// <summary>A cluster of the test's own that keeps what was committed, to be stopped and started at will.</summary>
    public static async Task<TestCluster> StartDurableAsync()
    {
        var cluster = new TestCluster();
        await cluster.PrepareAsync(await EmbeddedServer.StartAsync([]));
        return cluster;
    }

    public async ValueTask InitializeAsync()
    {
        await PrepareAsync(await TestServer.ChooseAsync());
        await Console.Error.WriteLineAsync($"The tests' database: {Server.Description}");
    }

    /// <summary>A new database with the program's schema; its name.</summary>
    public async Task<string> CreateDatabaseAsync(bool migrated = true)
    {
        var name = $"test_{Interlocked.Increment(ref _databases)}";
        await ExecuteAsync($"create database {name} template {(migrated ? Template : "template0")}{_strategy}");
        return name;
    }

    public Task DropDatabaseAsync(string name) => ExecuteAsync($"drop database if exists {name} with (force)");

    public string ConnectionTo(string database) =>
        new NpgsqlConnectionStringBuilder(ConnectionString) { Database = database }.ConnectionString;

    /// <summary>Stops the server as a power cut would, without ending sessions.</summary>
    public Task StopImmediatelyAsync() => Durable.StopImmediatelyAsync();

    /// <summary>Starts the stopped server again, at its port.</summary>
    public Task StartAgainAsync() => Durable.StartAgainAsync();

    public ValueTask DisposeAsync() => _server?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task PrepareAsync(TestServer server)
    {
        _server = server;
        await ExecuteAsync($"create database {Template}");
        await using var source = NpgsqlDataSource.Create(ConnectionTo(Template) + ";Pooling=false");
        await using (var connection = await source.OpenConnectionAsync())
            if (connection.PostgreSqlVersion.Major >= ChoosesStrategySince) _strategy = " strategy file_copy";
        var database = new BulkExtractor.Postgres.Database(
            source, TimeProvider.System, NullLogger<BulkExtractor.Postgres.Database>.Instance);
        await Migrations.ApplyAsync(database, CancellationToken.None);
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(ConnectionString + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
