using System.Net;
using System.Text.Json.Nodes;
using Parquet;

namespace BulkExtractor.IntegrationTests.Web;

/// <summary>The same documents by command line, API and page, in every format.</summary>
public sealed class WaysOutTests(ApiTests.FinishedBatch finished) : IClassFixture<ApiTests.FinishedBatch>
{
    private const string Where = "price > 100 and city is not null";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServedDashboard Served => finished.Served;

    [Fact]
    public async Task A_filter_finds_the_same_by_command_line_API_and_page()
    {
        var all = await Served.ReadAsync("/api/batches/1/documents?limit=200");
        var expected = all["documents"]!.AsArray()
            .Where(one => (double?)one!["fields"]?["price"] > 100 && one["fields"]!["city"] is not null)
            .Select(one => (string)one!["key"]!).ToList();

        var results = (await Served.RunAsync("results", "1", "--where", Where, "--limit", "99", "--json")).With(0);
        var lines = (await Served.RunAsync("export", "1", "--where", Where, "--format", "jsonl")).With(0).Output;
        var api = await Served.Http.GetStringAsync(
            $"/api/batches/1/export?format=jsonl&where={Uri.EscapeDataString(Where)}", Token);
        var page = await Served.Http.GetStringAsync(
            $"/batches/1?rows=200&where={Uri.EscapeDataString(Where)}", Token);

        Assert.NotEmpty(expected);
        Assert.Equal(expected, JsonNode.Parse(results.Output)!.AsArray().Select(row => (string)row!["key"]!));
        Assert.Equal(expected, KeysOf(lines));
        Assert.Equal(expected, KeysOf(api));
        Assert.Equal(expected.Count, page.Split("<th scope=\"row\"><a href=").Length - 1);
        Assert.Contains(Uri.EscapeDataString(Where), page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Documents_are_sorted_by_a_field()
    {
        var page = await Served.ReadAsync("/api/batches/1/documents?sort=-price&limit=200");

        var prices = page["documents"]!.AsArray().Select(one => (double?)one!["fields"]?["price"]).ToList();
        Assert.Equal(prices.OrderByDescending(price => price ?? double.MinValue), prices);
    }

    [Theory]
    [InlineData("price > '100'", "character 9: price is a number")]
    [InlineData("city = 'x'; drop table bulk.results", "where, character 11: expected")]
    public async Task A_filter_that_is_none_is_told_by_its_place_everywhere(string where, string told)
    {
        var line = (await Served.RunAsync("export", "1", "--where", where)).With(2).Errors;
        using var api = await Served.Http.GetAsync(
            $"/api/batches/1/documents?where={Uri.EscapeDataString(where)}", Token);
        using var page = await Served.Http.GetAsync($"/batches/1?where={Uri.EscapeDataString(where)}", Token);

        Assert.Contains(told, line, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, api.StatusCode);
        Assert.Contains(told, await api.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, page.StatusCode);
        var shown = WebUtility.HtmlDecode(await page.Content.ReadAsStringAsync(Token));
        Assert.Contains(told, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_what_is_approved_or_came_since_is_exported_if_so_asked()
    {
        using var approval = await Served.Http.PutAsync("/api/batches/1/documents/7/approval", null, Token);

        var approved = (await Served.RunAsync("export", "1", "--approved", "--format", "jsonl")).With(0).Output;
        var lately = (await Served.RunAsync("export", "1", "--since", "2d", "--format", "jsonl")).With(0).Output;
        var later = (await Served.RunAsync("export", "1", "--since", "2099-01-01")).With(2).Errors;

        Assert.Single(KeysOf(approved));
        Assert.Equal(30, KeysOf(lately).Count);
        Assert.Contains("that is to come", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_CSV_goes_out_as_it_came_unless_somebody_says_otherwise()
    {
        var own = await Served.Http.GetByteArrayAsync("/api/batches/1/export", Token);
        var other = await Served.Http.GetByteArrayAsync(
            "/api/batches/1/export?delimiter=tab&encoding=utf-16&bom=true", Token);

        Assert.StartsWith("ad_id;", System.Text.Encoding.UTF8.GetString(own), StringComparison.Ordinal);
        Assert.Equal([0xFF, 0xFE], other[..2]);
        Assert.StartsWith("ad_id\t", System.Text.Encoding.Unicode.GetString(other[2..]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Parquet_is_read_back_with_its_types()
    {
        using var written = new MemoryStream(await Served.Http.GetByteArrayAsync(
            "/api/batches/1/export?format=parquet", Token));

        await using var reader = await ParquetReader.CreateAsync(written, cancellationToken: Token);

        Assert.Equal(typeof(double), reader.Schema.GetDataFields().Single(field => field.Name == "price").ClrType);
        using var group = reader.OpenRowGroupReader(0);
        Assert.Equal(30, group.RowCount);
    }

    [Fact]
    public async Task An_export_of_a_batch_that_is_not_finished_says_so()
    {
        var batch = await Served.SubmitAsync(ServedDashboard.Adverts, "adverts", 5);
        await Served.FinishAsync(batch);
        await Served.Database.ExecuteAsync(
            $"""
            delete from bulk.results where batch_id = {batch} and document_no = 3;
            update bulk.batches set extracted_count = extracted_count - 1, state = 'paused' where batch_id = {batch}
            """);

        var export = (await Served.RunAsync("export", batch, "--format", "jsonl")).With(0);

        Assert.Contains(
            $"Batch {batch} is not finished: 1 of 5 documents are open", export.Errors, StringComparison.Ordinal);
        Assert.Equal(
            "not finished", (string?)JsonNode.Parse(export.Output.Split('\n')[2])!["error"]);
    }

    private static List<string> KeysOf(string lines) =>
    [
        .. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => (string)JsonNode.Parse(line)!["key"]!),
    ];
}
