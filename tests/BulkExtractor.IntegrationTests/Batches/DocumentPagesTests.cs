using BulkExtractor.Batches;
using BulkExtractor.Filters;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Review;
using BulkExtractor.Schema;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Batches;

/// <summary>Pages of documents: sorted, filtered, one after the other.</summary>
public sealed class DocumentPagesTests(TestCluster cluster) : IAsyncLifetime
{
    private const int Documents = 60;

    private static readonly FieldSchema Fields = Some.Object(("name", Some.Text), ("total", Some.Number));

    private TestApp _app = null!;
    private long _batch;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.OpenInRealTimeAsync(cluster);
        var documents = Enumerable.Range(1, Documents)
            .Select(number => new Document(number, KeyOf(number), $"text {number}", ["x"]));
        _batch = (await _app.Store.AddAsync(TestApp.New(), documents.ToAsyncEnumerable(), Token)).BatchId;
        await _app.ExecuteAsync(
            $$"""
            insert into bulk.results (batch_id, document_no, state, fields, model, confidence, error, grounding)
            select {{_batch}}, n,
              case when n % 11 = 0 then 'failed' else 'extracted' end,
              case when n % 11 > 0 then jsonb_build_object(
                'name', case when n % 5 > 0 then 'name ' || n % 4 end, 'total', n % 13 - 6) end,
              case when n % 11 > 0 then 'm/' || n % 3 end,
              case when n % 7 > 0 and n % 11 > 0 then (n * 37 % 100) / 100.0 end,
              case when n % 11 = 0 then 'gave up' end,
              '{"/total": {"confidence": 0.5} }'
            from generate_series(1, {{Documents - 4}}) n
            """);
    }

    [Theory]
    [InlineData("_key")]
    [InlineData("-_key")]
    [InlineData("_confidence")]
    [InlineData("-_confidence")]
    [InlineData("_model")]
    [InlineData("-_model")]
    [InlineData("_state")]
    [InlineData("-_state")]
    [InlineData("name")]
    [InlineData("-name")]
    [InlineData("total")]
    [InlineData("-total")]
    public async Task Sorted_pages_hold_every_document_once_in_order_and_missing_values_last(string sort)
    {
        var rows = await ReadAllAsync(Query(sort));

        var known = rows.Where(row => ValueOf(row, sort) is not null).ToList();
        Assert.Equal(sort.EndsWith("_key", StringComparison.Ordinal) ? Documents : Documents - 4, rows.Count);
        Assert.Equal(rows.Count, rows.Select(row => row.DocumentNo).Distinct().Count());
        Assert.Equal(known, rows.Take(known.Count));
        var values = known.Select(row => ValueOf(row, sort)!).ToList();
        var ordered = values.Order(Comparer<object>.Create(Compare)).ToList();
        if (sort.StartsWith('-')) ordered.Reverse();
        Assert.Equal(ordered, values);
    }

    [Theory]
    [InlineData("_confidence", "total > 0")]
    [InlineData("-total", "_confidence >= 0.5 and name is not null")]
    [InlineData("_key", "_state = 'failed'")]
    [InlineData("_model", "_key contains '1'")]
    [InlineData(null, "_state = 'open' or total = 2")]
    public async Task A_filter_holds_for_every_document_of_every_page(string? sort, string where)
    {
        var query = Query(sort) with { Where = FilterParser.Parse(where, Fields) };
        var expected = await _app.Results.ReadAsync(new ResultQuery(_batch) { Where = query.Where }, Token)
            .Select(row => row.DocumentNo).ToListAsync(Token);

        var found = (await ReadAllAsync(query)).Select(row => row.DocumentNo).ToList();

        Assert.NotEmpty(expected);
        Assert.Equal(expected, found.Order());
    }

    [Theory]
    [InlineData(DocumentFilter.Failed)]
    [InlineData(DocumentFilter.Weak)]
    [InlineData(DocumentFilter.Open)]
    [InlineData(DocumentFilter.Extracted)]
    public async Task From_document_to_document_goes_as_the_pages_do(DocumentFilter filter)
    {
        var query = Query(null) with { Filter = filter };
        var pages = (await ReadAllAsync(query)).Select(row => row.DocumentNo).ToList();

        var (way, places) = (new List<int>(), new List<int>());
        for (int? at = pages[0], back = null; at is { } number; back = number)
        {
            var place = await _app.Results.FindPlaceAsync(query, number, Token);
            Assert.Equal(back, place.Previous);
            way.Add(number);
            places.Add(place.Count!.Value.Place);
            at = place.Next;
        }

        Assert.Equal(pages, way);
        Assert.Equal(Enumerable.Range(1, pages.Count), places);
    }

    [Fact]
    public async Task From_document_to_document_goes_in_their_order_where_they_are_sorted()
    {
        var query = Query("_confidence") with { Filter = DocumentFilter.Extracted };
        var pages = (await ReadAllAsync(query)).Select(row => row.DocumentNo).ToList();

        var way = new List<int> { pages[0] };
        for (var skip = 0; way.Count <= pages.Count; skip++)
        {
            var place = await _app.Results.FindPlaceAsync(query with { Skip = skip }, way[^1], Token);
            if (skip > 0) Assert.Equal(way[^2], place.Previous);
            if (place.Next is not { } next) break;
            way.Add(next);
        }

        Assert.Equal(pages, way);
    }

    [Fact]
    public async Task What_stands_far_behind_a_gap_in_the_numbers_is_found()
    {
        await _app.ExecuteAsync(
            $"update bulk.documents set document_no = 50000 where batch_id = {_batch} and document_no = {Documents}");
        var filtered = Query(null) with { Where = FilterParser.Parse($"_key = '{KeyOf(Documents)}'", Fields) };
        var searched = Query(null) with { Search = $"text {Documents}" };

        Assert.Equal([50_000], (await ReadAllAsync(filtered)).Select(row => row.DocumentNo));
        Assert.Equal([50_000], (await ReadAllAsync(searched)).Select(row => row.DocumentNo));
    }

    [Fact]
    public async Task What_takes_longer_than_a_page_waits_for_is_stopped_and_says_so()
    {
        await using var other = await _app.Source.OpenConnectionAsync(Token);
        await using var held = await other.BeginTransactionAsync(Token);
        await using var holding = new Npgsql.NpgsqlCommand("lock table bulk.results", other);
        await holding.ExecuteNonQueryAsync(Token);

        var page = await _app.Results.FindPageAsync(Query("total"), Token);

        Assert.True(page.TookTooLong);
        Assert.Equal("0", await _app.ReadAsync<string>("show statement_timeout"));
    }

    [Fact]
    public async Task What_is_in_the_fields_is_worked_out_once_for_a_batch_that_ended()
    {
        Assert.Equal(0, await _app.Results.MakeFactsAsync(Token));
        await _app.ExecuteAsync(
            "update bulk.batches set state = 'finished', extracted_count = 51, finished_at = bulk.clock()");

        var made = await _app.Results.MakeFactsAsync(Token);
        var again = await _app.Results.MakeFactsAsync(Token);

        Assert.Equal((1, 0), (made, again));
        var facts = await _app.Results.ReadFactsAsync(_batch, Token);
        var name = facts["name"];
        Assert.Equal((51, 41, 4), (name.Results, name.Filled, name.Distinct));
        Assert.Equal(("name 0", "name 3"), ($"{name.Smallest}", $"{name.Largest}"));
        Assert.Equal(4, name.Top.Count);
        Assert.Equal(41, name.Top.Sum(one => one.Count));
        Assert.True(name.Top.Zip(name.Top.Skip(1)).All(pair => pair.First.Count >= pair.Second.Count));
        Assert.Null(name.Confidence);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static string KeyOf(int number) => $"k{number * 7 % 61}";

    private DocumentQuery Query(string? sort) => new(_batch)
    {
        Sort = sort is null ? null : FilterParser.ParseField(sort.TrimStart('-'), Fields),
        Descending = sort?.StartsWith('-') == true,
        Limit = 7,
    };

    private async Task<IReadOnlyList<DocumentRow>> ReadAllAsync(DocumentQuery query)
    {
        var rows = new List<DocumentRow>();
        while (true)
        {
            var page = await _app.Results.FindPageAsync(query, Token);
            Assert.InRange(page.Rows.Count, 0, query.Limit);
            rows.AddRange(page.Rows);
            if (page.Next is not { } next) return rows;
            query = query.Sort is null ? query with { After = next } : query with { Skip = next };
        }
    }

    private static object? ValueOf(DocumentRow row, string sort) => sort.TrimStart('-') switch
    {
        "_key" => row.Key,
        "_confidence" => row.Confidence,
        "_model" => row.Model,
        "_state" => row.State,
        "name" => row.Fields?["name"]?.ToString(),
        _ => row.Fields?["total"]?.GetValue<double>(),
    };

    private static int Compare(object? left, object? right) => left is string text
        ? string.CompareOrdinal(text, (string)right!)
        : ((double)left!).CompareTo((double)right!);
}
