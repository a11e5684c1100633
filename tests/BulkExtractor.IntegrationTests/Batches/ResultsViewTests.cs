using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Schema;
using BulkExtractor.Tests;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class ResultsViewTests(TestCluster cluster)
{
    private static readonly FieldSchema Fields = Some.Object(
        ("name", Some.Text),
        ("total", Some.Number),
        ("count", new FieldSchema { Types = [FieldType.Integer, FieldType.Null] }),
        ("paid", new FieldSchema { Types = [FieldType.Boolean] }),
        ("day", new FieldSchema { Types = [FieldType.String], Format = "date" }),
        ("at", new FieldSchema { Types = [FieldType.String], Format = "date-time" }),
        ("items", new FieldSchema { Types = [FieldType.Array] }),
        ("any", new FieldSchema()));

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_field_is_a_column_of_its_type()
    {
        await using var workshop = await OpenAsync(Fields);

        Assert.Equal(
            [
                "_batch bigint", "_row integer", "_key text", "name text", "total numeric", "count bigint",
                "paid boolean", "day date", "at timestamp with time zone", "items jsonb", "any text", "_model text",
                "_confidence double precision", "_error text", "_at timestamp with time zone", "_simulated boolean",
            ],
            await ColumnsAsync(workshop));
    }

    [Theory]
    [InlineData("total", "1234.50", "1234.50")]
    [InlineData("total", "\"12\"", null)]
    [InlineData("count", "9223372036854775807", "9223372036854775807")]
    [InlineData("count", "9223372036854775808", null)]
    [InlineData("count", "1.5", null)]
    [InlineData("paid", "true", "true")]
    [InlineData("paid", "\"yes\"", null)]
    [InlineData("day", "\"2028-02-29\"", "2028-02-29")]
    [InlineData("day", "\"2000-02-29\"", "2000-02-29")]
    [InlineData("day", "\"2026-02-29\"", null)]
    [InlineData("day", "\"1900-02-29\"", null)]
    [InlineData("day", "\"2026-04-31\"", null)]
    [InlineData("day", "\"2026-12-31\"", "2026-12-31")]
    [InlineData("day", "\"0000-01-01\"", null)]
    [InlineData("day", "\"soon\"", null)]
    [InlineData("day", "20260101", null)]
    [InlineData("at", "\"2026-01-27T18:00:00+02:00\"", "2026-01-27 16:00:00+00")]
    [InlineData("at", "\"2026-01-27t18:00:00.5z\"", "2026-01-27 18:00:00.5+00")]
    [InlineData("at", "\"2026-01-27T25:00:00Z\"", null)]
    [InlineData("at", "\"2026-02-30T01:00:00Z\"", null)]
    [InlineData("at", "\"2026-01-27T18:00:00\"", null)]
    [InlineData("items", "[1, \"a\"]", "[1, \"a\"]")]
    [InlineData("items", "null", null)]
    [InlineData("any", "{\"a\": 1}", "{\"a\": 1}")]
    [InlineData("name", "\"Grüße\"", "Grüße")]
    [InlineData("name", "null", null)]
    public async Task A_value_that_does_not_cast_is_null_and_never_an_error(string field, string json, string? expected)
    {
        await using var workshop = await OpenAsync(Fields);
        await workshop.ExecuteAsync(
            $$"""
            insert into bulk.results (batch_id, document_no, state, fields)
            values (1, 1, 'extracted', '{"{{field}}": {{json}}}')
            """);

        var read = await workshop.ReadAsync<object>(
            $"set time zone 'UTC'; select coalesce(\"{field}\"::text, '(null)') from bulk_results.\"invoices\"");

        Assert.Equal(expected ?? "(null)", read);
    }

    [Fact]
    public async Task Random_dates_cast_exactly_where_they_are_dates()
    {
        await using var workshop = await OpenAsync(Fields);

        var wrong = await workshop.ReadAsync<long>(
            """
            select count(*) from (
              select to_char(y, 'FM0000') || '-' || to_char(m, 'FM00') || '-' || to_char(d, 'FM00') as t, y, m, d
              from unnest(array[1, 4, 100, 400, 1900, 1999, 2000, 2024, 2026, 2100, 9999]) y,
                generate_series(0, 13) m, generate_series(0, 32) d) s
            where (bulk.as_date(to_jsonb(t)) is not null) is distinct from (
              m between 1 and 12 and d between 1
              and extract(day from make_date(y, greatest(least(m, 12), 1), 1) + interval '1 month - 1 day'))
            """);

        Assert.Equal(0, wrong);
    }

    [Fact]
    public async Task A_changed_definition_changes_the_view_and_an_equal_one_leaves_it_alone()
    {
        await using var workshop = await OpenAsync(Fields);
        var before = await workshop.ReadAsync<uint>("select 'bulk_results.\"invoices\"'::regclass::oid");
        await AddAsync(workshop, Fields);
        Assert.Equal(before, await workshop.ReadAsync<uint>("select 'bulk_results.\"invoices\"'::regclass::oid"));

        await AddAsync(workshop, Some.Object(("total", Some.Text), ("vat", Some.Number)));

        var columns = await ColumnsAsync(workshop);
        Assert.Contains("total text", columns);
        Assert.Contains("vat numeric", columns);
        Assert.DoesNotContain("name text", columns);
    }

    [Fact]
    public async Task A_view_that_others_stand_on_stays_and_the_submission_succeeds()
    {
        await using var workshop = await OpenAsync(Fields);
        await workshop.ExecuteAsync("create view mine as select name from bulk_results.\"invoices\"");

        await AddAsync(workshop, Some.Object(("vat", Some.Number)));

        Assert.Contains("name text", await ColumnsAsync(workshop));
    }

    [Fact]
    public async Task Fields_with_names_like_ours_or_too_long_ones_get_columns_of_their_own()
    {
        var long1 = new string('x', 70);
        await using var workshop = await OpenAsync(
            Some.Object(("_key", Some.Text), (long1, Some.Text), ($"{long1}y", Some.Text), ("a\"b", Some.Text)));

        var columns = await ColumnsAsync(workshop);

        Assert.Contains("_key_2 text", columns);
        Assert.Contains($"{long1[..63]} text", columns);
        Assert.Contains($"{long1[..61]}_2 text", columns);
        Assert.Contains("a\"b text", columns);
    }

    [Fact]
    public async Task The_role_of_readers_reads_results_and_nothing_else()
    {
        await using var workshop = await OpenAsync(Fields);

        await workshop.ExecuteAsync("set role bulk_read; select count(*) from bulk_results.\"invoices\"; reset role");
        var refused = await Assert.ThrowsAsync<PostgresException>(
            () => workshop.ExecuteAsync("set role bulk_read; select count(*) from bulk.documents; reset role"));

        Assert.Equal(PostgresErrorCodes.InsufficientPrivilege, refused.SqlState);
        var settings = await workshop.ReadAsync<string[]>("select rolconfig from pg_roles where rolname = 'bulk_read'");
        Assert.Contains("statement_timeout=60s", settings);
        Assert.Contains("default_transaction_read_only=on", settings);
    }

    private async Task<TestApp> OpenAsync(FieldSchema fields)
    {
        var workshop = await TestApp.OpenInRealTimeAsync(cluster);
        await AddAsync(workshop, fields);
        return workshop;
    }

    private static Task<BatchProgress> AddAsync(TestApp workshop, FieldSchema fields) => workshop.Store.AddAsync(
        TestApp.New() with { Definition = Some.Definition(fields) }, TestApp.Documents("one", "two"), Token);

    private static Task<string[]> ColumnsAsync(TestApp workshop) => workshop.ReadAsync<string[]>(
        """
        select array_agg(column_name || ' ' || data_type order by ordinal_position)
        from information_schema.columns where table_schema = 'bulk_results'
        """);
}
