using Npgsql;
using Testcontainers.PostgreSql;

namespace BulkExtractor.IntegrationTests.Database;

/// <summary>PostgreSQL in a container of the run's own.</summary>
internal sealed class ContainerServer : TestServer
{
    private readonly PostgreSqlContainer _container;

    private ContainerServer(PostgreSqlContainer container) => _container = container;

    public override string Description => $"container of {_container.Image.FullName}";

    public override string ConnectionString =>
        new NpgsqlConnectionStringBuilder(_container.GetConnectionString()) { Database = "postgres" }.ConnectionString;

    public static async Task<ContainerServer> StartAsync()
    {
        var image = Environment.GetEnvironmentVariable("BULK_TEST_IMAGE");
        var container = new PostgreSqlBuilder(string.IsNullOrEmpty(image) ? "postgres:17" : image)
            .WithUsername("bulk")
            .WithCommand([.. Hasty.SelectMany(setting => new[] { "-c", setting })])
            .Build();
        await container.StartAsync();
        return new ContainerServer(container);
    }

    public override ValueTask DisposeAsync() => _container.DisposeAsync();
}
