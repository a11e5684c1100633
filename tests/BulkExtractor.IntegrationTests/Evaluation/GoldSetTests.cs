using BulkExtractor.Basics;
using BulkExtractor.Documents;
using BulkExtractor.Evaluation;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Evaluation;

public sealed class GoldSetTests : IDisposable
{
    private static readonly FieldSchema Fields = Some.Object(
        ("total", Some.Number),
        ("names", new FieldSchema { Types = [FieldType.Array], Items = Some.Text }),
        ("note", new FieldSchema { Types = [FieldType.String, FieldType.Null] }));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Json_lines_are_read_into_the_types_of_the_schema()
    {
        var gold = await ReadAsync("gold.jsonl", """
            {"id":"a","text":"x","gold":{"total":"1.234,50 €","names":["Ada"],"other":1}}

            {"id":"a","text":"y","gold":{"total":2}}
            """);

        Assert.Equal(["""{"total":1234.5,"names":["Ada"]}""", """{"total":2}"""], Written(gold));
        Assert.Equal(["other"], gold.Strangers);
    }

    [Fact]
    public async Task A_csv_means_the_same_with_lists_as_json_and_empty_cells_as_nothing()
    {
        var gold = await ReadAsync("gold.csv", """
            id;text;total;names
            a;"x; y";1234.5;"[""Ada"",""Alan""]"
            b;z;;
            """);

        Assert.Equal(["""{"total":1234.5,"names":["Ada","Alan"]}""", "{}"], Written(gold));
        Assert.Equal(["x; y", "z"], gold.Rows.Select(row => row.Text));
    }

    [Theory]
    [InlineData("""{"text":"x"}""", "none of its fields")]
    [InlineData("\n{\"gold\":{}}", ":2: /text")]
    [InlineData("[]", "holds no object")]
    [InlineData("", "no gold row")]
    [InlineData("""{"text":"x","gold":{"totl":1}}""", "none of its fields")]
    public async Task What_is_wrong_is_told_with_its_place(string lines, string told)
    {
        var mistake = await Assert.ThrowsAsync<InputException>(() => ReadAsync("gold.jsonl", lines));

        Assert.Contains(told, mistake.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_texts_come_through_its_own_csv_unbent()
    {
        string[] texts = ["a,b\r\n\"c\"\n", "  blanks\t", "", "東京👍", "'=1+1", "\r", "\uFEFFmark"];
        var gold = new GoldSet("gold", [.. texts.Select(text => new GoldRow(text, []))], []);

        await using var csv = await TableDocuments.OpenAsync(gold.ToCsv(), "gold", GoldSet.Input, Token);

        Assert.Equal(texts, await csv.ReadAsync(Token).Select(document => document.Text).ToArrayAsync(Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static IEnumerable<string> Written(GoldSet gold) => gold.Rows.Select(row => row.Fields.ToJsonString());

    private Task<GoldSet> ReadAsync(string name, string text) =>
        GoldSet.ReadAsync(_folder.Write(name, text), Fields, Token);
}
