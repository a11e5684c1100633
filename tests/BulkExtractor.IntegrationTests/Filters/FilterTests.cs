using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Filters;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Review;
using BulkExtractor.Schema;
using BulkExtractor.Tests;
using NpgsqlTypes;

namespace BulkExtractor.IntegrationTests.Filters;

/// <summary>Filters in PostgreSQL beside the same ones in plain C#.</summary>
public sealed class FilterTests(TestCluster cluster) : IAsyncLifetime
{
    private const int Seed = 20_261_130;
    private const int Documents = 200;
    private const int Expressions = 5_000;

    private static readonly FieldSchema Fields = Some.Object(
        ("price", new FieldSchema { Types = [FieldType.Number, FieldType.Null] }),
        ("title", Some.Text),
        ("paid", new FieldSchema { Types = [FieldType.Boolean] }),
        ("day", new FieldSchema { Types = [FieldType.String], Format = "date" }),
        ("at", new FieldSchema { Types = [FieldType.String], Format = "date-time" }),
        ("tags", new FieldSchema { Types = [FieldType.Array], Items = Some.Text }),
        ("seller", Some.Object(
            ("name", Some.Text), ("rating", new FieldSchema { Types = [FieldType.Integer] }), ("zip code", Some.Text))),
        ("first name", Some.Text),
        ("anything", new FieldSchema()),
        ("or", Some.Text),
        ("a/b", Some.Number));

    private readonly List<FilteredDocument> _documents = [];
    private TestApp _app = null!;
    private long _batch;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _app = await TestApp.OpenInRealTimeAsync(cluster);
        var random = new Random(Seed);
        for (var number = 0; number < Documents; number++) _documents.Add(Document(random, number));
        var documents = _documents.Select((one, place) => new Document(place + 1, one.Key, "text", ["text"]));
        _batch = (await _app.Store.AddAsync(TestApp.New(), documents.ToAsyncEnumerable(), Token)).BatchId;
        for (var number = 0; number < Documents; number++) await AddResultAsync(number + 1, _documents[number]);
    }

    [Fact]
    public async Task Five_thousand_filters_find_what_plain_code_finds()
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {Seed}");
        var filters = new SomeFilters(new Random(Seed));
        var found = 0;
        for (var count = 0; count < Expressions; count++)
        {
            var (text, holds) = filters.Next();
            var expected = Enumerable.Range(1, Documents).Where(no => holds(_documents[no - 1]) == true).ToList();

            Assert.Equal((text, string.Join(',', expected)), (text, string.Join(',', await FindAsync(text))));
            found += expected.Count;
        }

        Assert.InRange(found, Expressions, Expressions * Documents / 2);
    }

    [Theory]
    [InlineData("title = '''; drop table bulk.results; --'")]
    [InlineData("title = 'x'' or ''1''=''1'")]
    [InlineData("\"first name\" in ('a'') or true --', '\"; select 1')")]
    [InlineData("title contains '\\'' or 1=1'")]
    [InlineData("/seller/name = '}'',''{'")]
    [InlineData("_key = '@batch' and _model = '$1'")]
    [InlineData("tags contains '\"] or ['")]
    public async Task What_looks_like_SQL_is_a_text(string filter)
    {
        var before = await _app.ReadAsync<long>("select count(*) from bulk.results");

        await FindAsync(filter);

        Assert.Equal(before, await _app.ReadAsync<long>("select count(*) from bulk.results"));
    }

    [Fact]
    public void The_text_of_a_statement_never_holds_what_was_written()
    {
        var filters = new SomeFilters(new Random(Seed));
        for (var count = 0; count < 500; count++)
        {
            var filter = FilterParser.Parse($"title = 'Zaubernuss' and ({filters.Next().Text})", Fields)!;

            var sql = new Postgres.FilterSql().Condition(filter);

            Assert.DoesNotContain("Zaubernuss", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("drop table", sql, StringComparison.Ordinal);
            Assert.DoesNotContain("Brien", sql, StringComparison.Ordinal);
        }
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task<List<int>> FindAsync(string text)
    {
        var query = new ResultQuery(_batch) { Where = FilterParser.Parse(text, Fields) };
        return await _app.Results.ReadAsync(query, Token).Select(row => row.DocumentNo).ToListAsync(Token);
    }

    private async Task AddResultAsync(int number, FilteredDocument document)
    {
        if (document.State == "open") return;
        await using var command = _app.Source.CreateCommand(
            """
            insert into bulk.results (batch_id, document_no, state, fields, model, confidence)
            values ($1, $2, $3, $4, $5, $6)
            """);
        Add(_batch, NpgsqlDbType.Bigint);
        Add(number, NpgsqlDbType.Integer);
        Add(document.State, NpgsqlDbType.Text);
        Add(document.Fields?.ToJsonString(), NpgsqlDbType.Jsonb);
        Add(document.Model, NpgsqlDbType.Text);
        Add(document.Confidence, NpgsqlDbType.Double);
        await command.ExecuteNonQueryAsync(Token);

        void Add(object? value, NpgsqlDbType type) =>
            command.Parameters.Add(new() { Value = value ?? DBNull.Value, NpgsqlDbType = type });
    }

    private static FilteredDocument Document(Random random, int number)
    {
        var key = number < SomeFilters.Texts.Length ? SomeFilters.Texts[number] : $"key {number}";
        var state = random.Next(10) switch { 0 => "open", 1 => "failed", _ => "extracted" };
        return state == "extracted"
            ? new FilteredDocument(key, state)
            {
                Fields = SomeFields(random),
                Model = random.Next(3) == 0 ? null : Text(random),
                Confidence = random.Next(4) == 0 ? null : random.Next(101) / 100.0,
            }
            : new FilteredDocument(key, state);
    }

    private static JsonObject SomeFields(Random random)
    {
        var seller = new JsonObject
        {
            ["name"] = Maybe(random, Text),
            ["rating"] = Maybe(random, r => r.Next(-3, 4)),
            ["zip code"] = Maybe(random, Text),
        };
        return new JsonObject
        {
            ["price"] = Maybe(random, r => r.Next(-40, 41) / 4m),
            ["title"] = Maybe(random, Text),
            ["paid"] = Maybe(random, r => r.Next(2) == 0),
            ["day"] = Maybe(random, r => SomeFilters.Days[r.Next(3)]),
            ["at"] = Maybe(random, r => SomeFilters.Instants[r.Next(SomeFilters.Instants.Length)]),
            ["tags"] = random.Next(5) == 0 ? null : new JsonArray(Text(random), Text(random)),
            ["seller"] = random.Next(5) == 0 ? null : seller,
            ["first name"] = Maybe(random, Text),
            ["anything"] = random.Next(4) switch
            {
                0 => JsonValue.Create(random.Next(-5, 6)),
                1 => JsonValue.Create(Text(random)),
                2 => JsonValue.Create(true),
                _ => new JsonArray(Text(random), 1, null),
            },
            ["a/b"] = Maybe(random, r => r.Next(-3, 4)),
        };
    }

    private static JsonNode? Maybe<T>(Random random, Func<Random, T> value) =>
        random.Next(5) == 0 ? null : JsonSerializer.SerializeToNode(value(random));

    private static string Text(Random random) => SomeFilters.Texts[random.Next(SomeFilters.Texts.Length)];
}
