using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.Documents;
using BulkExtractor.Exports;
using BulkExtractor.Jobs;
using BulkExtractor.Schema;

namespace BulkExtractor.IntegrationTests.Exports;

public sealed class NaughtyStringsTests
{
    // In a second column: a row of which nothing can be seen is left out when it is read.
    private const string Filled = "1";

    private static readonly ExportShape Shape = new(
        ["own", "row"], new FieldSchema { Properties = [new FieldProperty("field", new FieldSchema())] });

    [Fact]
    public async Task Without_the_guard_a_csv_gives_every_string_back()
    {
        var strings = await ReadStringsAsync();

        var cells = await RoundTripAsync(new CsvExport(guard: false), strings);

        Assert.Equal(strings.Select(text => (text, text)), cells);
    }

    [Fact]
    public async Task With_the_guard_no_cell_is_a_formula()
    {
        var strings = await ReadStringsAsync();

        var cells = await RoundTripAsync(new CsvExport(guard: true), strings);

        Assert.All(cells, cell => Assert.True(IsHarmless(cell.Own) && IsHarmless(cell.Field), cell.Own));
        Assert.Equal(strings, cells.Zip(strings, (cell, text) => cell.Own == $"'{text}" ? text : cell.Own));
        Assert.Contains(cells, cell => cell.Own == "'-1/2");
    }

    [Fact]
    public async Task Json_lines_give_every_string_back()
    {
        var (strings, output, token) = (await ReadStringsAsync(), new MemoryStream(), Token);

        await new JsonLinesExport().WriteAsync(output, Shape, Rows(strings), token);

        output.Position = 0;
        var read = await JsonSerializer
            .DeserializeAsyncEnumerable<JsonNode>(output, topLevelValues: true, cancellationToken: token)
            .Select(line => ((string?)line!["columns"]!["own"], (string?)line["fields"]!["field"]))
            .ToListAsync(token);
        Assert.Equal(strings.Select(text => ((string?)text, (string?)text)), read);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // Not by the guard's own rule: what spreadsheets take for a formula, and what is plainly a number.
    private static bool IsHarmless(string cell) =>
        cell.Length == 0 || !"=+-@\t\r".Contains(cell[0]) || cell[0] == '-' && decimal.TryParse(cell, out _);

    private static async Task<string[]> ReadStringsAsync()
    {
        var file = Path.Combine(SharedFolder.Find("hostile_blns"), "blns.json");
        return JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(file, Token))!;
    }

    private static IAsyncEnumerable<ExportRow> Rows(string[] strings) => strings
        .Select(text => new ExportRow(1, "k", [text, Filled], new JsonObject { ["field"] = text }, null, null, null))
        .ToAsyncEnumerable();

    private static async Task<List<(string Own, string Field)>> RoundTripAsync(CsvExport export, string[] strings)
    {
        var output = new MemoryStream();
        await export.WriteAsync(output, Shape, Rows(strings), Token);
        output.Position = 0;
        await using var documents = await TableDocuments.OpenAsync(output, "out.csv", new JobInput("own"), Token);
        return await documents.ReadAsync(Token)
            .Select(document => (document.Columns[0], document.Columns[2]))
            .ToListAsync(Token);
    }
}
