using System.Text.RegularExpressions;
using BulkExtractor.Postgres;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Database;

public sealed partial class StatementTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files => [.. Statement.List("queries")];

    [Theory]
    [MemberData(nameof(Files))]
    public void A_file_holds_two_lines_of_comment_and_one_statement(string file)
    {
        var lines = Statement.ReadFile(file).Split('\n');

        Assert.StartsWith("-- ", lines[0], StringComparison.Ordinal);
        Assert.StartsWith("-- ", lines[1], StringComparison.Ordinal);
        Assert.False(lines[2].StartsWith("--", StringComparison.Ordinal), "a third line of comment");
        Assert.Equal(1, SqlOf(file).Count(c => c == ';'));
        Assert.EndsWith(";", SqlOf(file), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task PostgreSQL_accepts_the_statement(string file)
    {
        var names = Parameter().Matches(SqlOf(file)).Select(m => m.Value).Distinct().ToList();
        var sql = Parameter().Replace(SqlOf(file, keepTexts: true), m => $"${names.IndexOf(m.Value) + 1}");
        await using var connection = await database.DataSource.OpenConnectionAsync(Token);
        await using var prepare = new NpgsqlCommand($"prepare checked as {sql}", connection);

        var error = await Record.ExceptionAsync(() => prepare.ExecuteNonQueryAsync(Token));

        // The program gives its parameters types; here PostgreSQL must guess them.
        string[] guesses = [PostgresErrorCodes.IndeterminateDatatype, PostgresErrorCodes.AmbiguousFunction];
        Assert.True(error is null || guesses.Contains((error as PostgresException)?.SqlState), error?.Message);
    }

    private static string SqlOf(string file, bool keepTexts = false)
    {
        var bare = Comment().Replace(Statement.ReadFile(file), "").Trim();
        return keepTexts ? bare : QuotedText().Replace(bare, "''");
    }

    [GeneratedRegex(@"--[^\n]*")]
    private static partial Regex Comment();

    [GeneratedRegex("'[^']*'")]
    private static partial Regex QuotedText();

    [GeneratedRegex(@"(?<![@\w<])@\w+")]
    private static partial Regex Parameter();
}
