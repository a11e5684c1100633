using BulkExtractor.Basics;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Postgres;
using BulkExtractor.Postgres.Embedded;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Embedded;

public sealed class PostgresServerTests(TestCluster cluster)
{
    private const string Secret = "do-not-tell";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_users_own_server_is_used_and_its_missing_database_made()
    {
        await using var server = await FindAsync(cluster.ConnectionTo("my \"own\" one"));

        var address = await server.EnsureDatabaseAsync(null, Token);

        Assert.Equal("my \"own\" one", await DatabaseNameAsync(address));
    }

    [Fact]
    public async Task Processes_that_make_a_database_at_once_do_not_hinder_each_other()
    {
        await using var server = await FindAsync(cluster.ConnectionTo("postgres"));

        var made = await Task.WhenAll(
            Enumerable.Range(0, 6).Select(_ => server.EnsureDatabaseAsync("made_at_once", Token)));

        Assert.Equal("made_at_once", await DatabaseNameAsync(Assert.Single(made.Distinct())));
    }

    [Theory]
    [InlineData("postgres://bulk:do-not-tell@localhost/bulk")]
    [InlineData("Host=localhost;Password=a;do-not-tell=b")]
    [InlineData("Password=do-not-tell")]
    public async Task A_malformed_address_is_told_without_its_password(string address)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => FindAsync(address));

        Assert.Contains("BULK_POSTGRES", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Host=127.0.0.1;Port=1")]
    [InlineData("Host=127.0.0.1;Port={port}")]
    public async Task A_server_that_cannot_be_used_is_told_in_one_line_without_the_password(string address)
    {
        var port = $"{new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Port}";
        var given = $"{address.Replace("{port}", port, StringComparison.Ordinal)};Username=x;Password={Secret}";
        await using var opened = await OpenDatabase.FindAsync(
            new(new EmbeddedOptions("/nowhere")) { ConnectionString = given },
            null,
            patience: TimeSpan.Zero,
            TimeProvider.System,
            NullLogger<Postgres.Database>.Instance,
            Token);

        var error = await Assert.ThrowsAsync<DatabaseUnusableException>(() => opened.PrepareAsync(Token));

        Assert.StartsWith("PostgreSQL at 127.0.0.1:", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.DoesNotContain(Secret, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_an_own_server_the_embedded_cluster_serves()
    {
        using var folder = new TestFolder();
        await using var server = await PostgresServer.FindAsync(
            new(new EmbeddedOptions(folder.Path)), TimeProvider.System, Token);

        Assert.Equal("bulk", await DatabaseNameAsync(await server.EnsureDatabaseAsync(null, Token)));
        Assert.Contains(folder.Path, server.Where, StringComparison.Ordinal);
    }

    private static Task<PostgresServer> FindAsync(string address) => PostgresServer.FindAsync(
        new(new EmbeddedOptions("/nowhere")) { ConnectionString = address }, TimeProvider.System, Token);

    private static async Task<string> DatabaseNameAsync(string address)
    {
        await using var source = NpgsqlDataSource.Create(address);
        await using var command = source.CreateCommand("select current_database()");
        return (string)(await command.ExecuteScalarAsync(Token))!;
    }
}
