using System.Data;
using System.Text.RegularExpressions;
using BulkExtractor.Postgres;
using Npgsql;
using NpgsqlTypes;

namespace BulkExtractor.IntegrationTests.Database;

public sealed partial class StatementTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    // The program gives its parameters types; here PostgreSQL must guess them.
    private static readonly string?[] Guesses =
        [PostgresErrorCodes.IndeterminateDatatype, PostgresErrorCodes.AmbiguousFunction];

    // What PostgreSQL calls an expression that was given no name.
    private static readonly string[] Unnamed =
    [
        "coalesce", "case", "count", "sum", "min", "max", "avg", "exists", "int4", "int8", "float8",
        "timestamptz", "numeric", "jsonb", "array", "clock", "date_bin", "left",
    ];

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

        Assert.True(error is null || Guesses.Contains((error as PostgresException)?.SqlState), error?.Message);
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Each_column_that_is_read_has_a_name_of_its_own(string file)
    {
        await using var command = database.DataSource.CreateCommand(SqlOf(file, keepTexts: true));
        foreach (var name in Parameter().Matches(SqlOf(file)).Select(m => m.Value[1..]).Distinct())
            command.Parameters.Add(new NpgsqlParameter(name, NpgsqlDbType.Unknown) { Value = DBNull.Value });

        var columns = await ColumnsAsync(command);

        Assert.DoesNotContain(columns, name => name.StartsWith('?') || Unnamed.Contains(name));
        Assert.Equal(columns.Distinct(), columns);
    }

    // None where PostgreSQL would have to guess the types of parameters.
    private static async Task<IReadOnlyList<string>> ColumnsAsync(NpgsqlCommand command)
    {
        try
        {
            await using var reader = await command.ExecuteReaderAsync(CommandBehavior.SchemaOnly, Token);
            return [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        }
        catch (PostgresException refused) when (Guesses.Contains(refused.SqlState))
        {
            return [];
        }
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
