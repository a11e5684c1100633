using BulkExtractor.Postgres;

namespace BulkExtractor.IntegrationTests.Database;

public sealed class RowTests(TestDatabase database) : IClassFixture<TestDatabase>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Columns_are_found_in_whatever_order_they_are_asked_for()
    {
        var read = await ReadAsync(
            "select n as third, n * 10 as first, n * 100 as second from generate_series(1, 3) n",
            row => (row.Int32("first"), row.Int32("second"), row.Int32("third"), row.Int32("first")));

        Assert.Equal([(10, 100, 1, 10), (20, 200, 2, 20), (30, 300, 3, 30)], read);
    }

    [Fact]
    public async Task A_column_that_the_statement_does_not_give_is_named()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => ReadAsync("select 1 as number", row => row.Int32("count")));

        Assert.Contains("count", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_null_is_read_as_null()
    {
        var read = await ReadAsync(
            "select null::int as number, null as text, null::timestamptz as at, null::jsonb as json, null as flags",
            row => (
                row.Int32OrNull("number"),
                row.TextOrNull("text"),
                row.InstantOrNull("at"),
                row.JsonObjectOrNull("json"),
                row.JsonTexts("flags").Length));

        Assert.Equal([(null, null, null, null, 0)], read);
    }

    [Fact]
    public async Task An_instant_without_end_is_the_end_of_time()
    {
        var read = await ReadAsync(
            "select 'infinity'::timestamptz as never, '2026-01-02T03:04:05+01:00'::timestamptz as once",
            row => (row.Instant("never"), row.Instant("once")));

        Assert.Equal([(DateTimeOffset.MaxValue, new DateTimeOffset(2026, 1, 2, 2, 4, 5, TimeSpan.Zero))], read);
    }

    private async Task<IReadOnlyList<T>> ReadAsync<T>(string sql, Func<Row, T> read)
    {
        await using var command = database.DataSource.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync(Token);
        var row = new Row(reader);
        var rows = new List<T>();
        while (await reader.ReadAsync(Token)) rows.Add(read(row));
        return rows;
    }
}
