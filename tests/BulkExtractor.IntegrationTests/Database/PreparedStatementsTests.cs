using Npgsql;

namespace BulkExtractor.IntegrationTests.Database;

public sealed class PreparedStatementsTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", true)]
    [InlineData(";Max Auto Prepare=0", false)]
    public async Task A_statement_that_repeats_is_planned_once_unless_the_address_says_otherwise(
        string wish, bool prepared)
    {
        await using var source = Postgres.Database.CreateSource(database.ConnectionString + wish);
        await using var connection = await source.OpenConnectionAsync(Token);
        long known = 0;
        for (var run = 1; run <= 3; run++)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "select count(*) from pg_prepared_statements where statement like '%pg_prepared%'";
            known = (long)(await command.ExecuteScalarAsync(Token))!;
        }

        Assert.Equal(prepared, known > 0);
    }

    [Fact]
    public async Task No_session_of_the_program_compiles_statements_however_dear_they_look()
    {
        await using var source = Postgres.Database.CreateOwnSource($"{database.ConnectionString};Maximum Pool Size=1");
        for (var lent = 1; lent <= 2; lent++)
        {
            await using var connection = await source.OpenConnectionAsync(Token);
            await using var command = new NpgsqlCommand("show jit", connection);

            Assert.Equal("off", await command.ExecuteScalarAsync(Token));
        }
    }
}
