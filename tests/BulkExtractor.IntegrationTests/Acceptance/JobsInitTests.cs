using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class JobsInitTests(TestCluster cluster)
{
    private const string Pydantic = """
        { "$defs": { "City": { "enum": ["Ulm", "Bern"], "title": "City", "type": "string" } },
          "properties": { "city": { "anyOf": [{ "$ref": "#/$defs/City" }, { "type": "null" }], "default": null } },
          "title": "Flat", "type": "object" }
        """;

    private const string Pool = """
        accounts:
          some:
            address: https://models.example/v1
            key: ${BULK_TEST_KEY_THAT_IS_NOT_SET}
        models:
          - { id: some/model, account: some, tier: free, context: 8000, max_output: 1000 }
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_asked_for_is_found_out_by_one_request_and_the_job_runs()
    {
        await using var workshop = await OpenAsync();
        var csv = workshop.Folder.Write("flats.csv", Flats(24));

        var init = (await workshop.RunAsync(
            "jobs", "init", "flats", "--from", csv, "--ask", "price, rooms, city: where it is", "--simulate")).With(0);

        Assert.Equal(1, await workshop.CountAsync("attempts", "outcome is distinct from 'unsent'"));
        Assert.Matches("price +number|price +integer", init.Output);
        Assert.Contains("100 %", init.Output);
        var properties = await ReadAsync(workshop, "jobs/flats/schema.json", "properties");
        Assert.Equal("""["integer","null"]""", properties["rooms"]!["type"]!.ToJsonString());
        var cities = properties["city"]!["enum"]!.AsArray().OfType<JsonValue>().Select(city => $"{city}");
        Assert.Equal(["Berlin", "Bern", "Graz"], cities.Order());
        Assert.StartsWith("where it is; for example ", (string)properties["city"]!["description"]!);
        var examples = Path.Combine(workshop.Folder.Path, "jobs/flats/examples.jsonl");
        Assert.Equal(2, (await File.ReadAllLinesAsync(examples, Token)).Length);
        var said = (await workshop.RunAsync("submit", csv, "--job", "flats", "--simulate", "--wait", "--json")).With(0);
        Assert.Equal((24, 0), (Number(said, "extracted"), Number(said, "failed")));
    }

    [Fact]
    public async Task A_schema_of_another_tool_an_encoding_and_a_delimiter_become_the_jobs()
    {
        await using var workshop = await OpenAsync();
        var schema = workshop.Folder.Write("flat.json", Pydantic);
        var csv = Path.Combine(workshop.Folder.Path, "flats.csv");
        await File.WriteAllBytesAsync(
            csv, [.. "id;text\n1;Caf"u8, 0xE9, .. ", Ulm | 900\n2;Zimmer, Bern | 800\n"u8], Token);

        (await workshop.RunAsync(
            "jobs", "init", "flats", "--from", csv, "--schema", schema, "--encoding", "windows-1252",
            "--delimiter", ";")).With(0);

        Assert.Equal(Pydantic, await File.ReadAllTextAsync(
            Path.Combine(workshop.Folder.Path, "jobs/flats/schema.json"), Token));
        var sample = Path.Combine(workshop.Folder.Path, "jobs/flats/sample.csv");
        Assert.Contains((byte)0xE9, await File.ReadAllBytesAsync(sample, Token));
        var said = await workshop.RunAsync("submit", sample, "--job", "flats", "--simulate", "--wait", "--json");
        Assert.Equal(2, Number(said.With(0), "extracted"));
    }

    [Theory]
    [InlineData("--ask", "", "name 1 to 40 fields")]
    [InlineData("--ask", "price, Price", "'price' is there more than once")]
    [InlineData("--ask", "price", "no model can be used")]
    [InlineData("--schema", "none.json", "none.json: there is no such file")]
    public async Task What_cannot_be_is_one_line_and_writes_nothing(string option, string value, string problem)
    {
        await using var workshop = await OpenAsync();
        workshop.Set("BULK_POOL", workshop.Folder.Write("pool.yaml", Pool));
        var csv = workshop.Folder.Write("flats.csv", Flats(2));

        var refused = (await workshop.RunAsync("jobs", "init", "flats", "--from", csv, option, value)).With(2);

        Assert.Contains(problem, refused.Errors);
        Assert.False(Directory.Exists(Path.Combine(workshop.Folder.Path, "jobs", "flats")));
    }

    private async Task<ProgramFolder> OpenAsync()
    {
        var workshop = await ProgramFolder.OpenAsync(cluster);
        Directory.CreateDirectory(Path.Combine(workshop.Folder.Path, "jobs"));
        workshop.StartsInFolder = true;
        return workshop;
    }

    private static string Flats(int rows)
    {
        string[] cities = ["Berlin", "Bern", "Graz"];
        return "id,text\n" + string.Concat(Enumerable.Range(1, rows).Select(row =>
            $"{row},\"Flat in {cities[row % 3]}, {2 + (row % 4)} rooms, price: {700 + row} EUR\"\n"));
    }

    private static int Number(Ended said, string member) => (int)JsonNode.Parse(said.Output)![member]!;

    private static async Task<JsonNode> ReadAsync(ProgramFolder workshop, string file, string member) =>
        JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(workshop.Folder.Path, file), Token))![member]!;
}
