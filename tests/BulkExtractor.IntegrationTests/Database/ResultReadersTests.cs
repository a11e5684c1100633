using BulkExtractor.Access;
using BulkExtractor.Postgres;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Database;

public sealed class ResultReadersTests(TestCluster cluster)
{
    private const string AsReader = "set role bulk_read; set default_transaction_read_only = off; ";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create temporary table t (a int)")]
    [InlineData("select lo_create(0)")]
    [InlineData("select lo_creat(-1)")]
    [InlineData("select lo_from_bytea(0, 'a')")]
    [InlineData("create table bulk_results.t (a int)")]
    public async Task A_reader_makes_nothing_in_the_database_whatever_they_set(string statement)
    {
        await using var database = await OpenAsync();

        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => database.ExecuteAsync($"{AsReader}{statement}"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
    }

    [Fact]
    public async Task What_a_reader_runs_for_too_long_is_ended_though_they_lifted_their_limit()
    {
        await using var database = await OpenAsync();
        var readers = new PostgresResultReaders(database.Retrying);
        var login = await readers.LetInAsync("readers' own", Token);
        var address = new NpgsqlConnectionStringBuilder(database.ConnectionString)
        {
            Host = login.Host,
            Port = login.Port,
            Database = login.Database,
            Username = ReaderLogin.Role,
            Password = "readers' own",
            Pooling = false,
        };
        await using var reader = new NpgsqlConnection(address.ConnectionString);
        await reader.OpenAsync(Token);
        await using var lift = new NpgsqlCommand("set statement_timeout = 0; begin; select 1", reader);
        await lift.ExecuteNonQueryAsync(Token);

        Assert.True(login.IsOpen);
        Assert.Equal(0, await readers.EndLongAsync(TimeSpan.FromHours(1), Token));
        Assert.Equal(1, await readers.EndLongAsync(TimeSpan.Zero, Token));

        await Assert.ThrowsAnyAsync<NpgsqlException>(() => lift.ExecuteNonQueryAsync(Token));
    }

    // Rights to a whole database are not copied with it, so it is no copy.
    private async Task<TestDatabase> OpenAsync()
    {
        var database = await TestDatabase.CreateAsync(cluster, migrated: false);
        await Migrations.ApplyAsync(database.Retrying, Token);
        return database;
    }
}
