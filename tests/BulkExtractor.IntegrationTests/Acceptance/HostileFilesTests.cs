using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using CsvHelper;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class HostileFilesTests(TestCluster cluster)
{
    private const string Schema = """
        { "type": "object", "properties": { "echo": { "type": "string" } }, "required": ["echo"] }
        """;

    [Fact]
    public async Task Naughty_cells_come_back_from_submit_and_export_as_they_went_in()
    {
        var file = Path.Combine(SharedFolder.Find("hostile_blns"), "blns.json");
        var strings = JsonSerializer.Deserialize<string[]>(await File.ReadAllTextAsync(file, Token))!;
        var rows = strings.Select((text, place) =>
            new Row([("id", $"n{place}"), ("own", text)], $"n{place}: {text}", text));
        await using var site = await OpenAsync("{id}: {own}", [.. rows]);
        site.Workshop.Folder.Write("in.csv", CsvOf(["id", "own"], rows.Select(row => row.Cells)));

        await AssertComesBackAsync(site, Path.Combine(site.Workshop.Folder.Path, "in.csv"), [.. rows]);
    }

    [Theory]
    [InlineData("comma_in_quotes")]
    [InlineData("empty")]
    [InlineData("empty_crlf")]
    [InlineData("escaped_quotes")]
    [InlineData("json")]
    [InlineData("newlines")]
    [InlineData("newlines_crlf")]
    [InlineData("quotes_and_newlines")]
    [InlineData("simple")]
    [InlineData("simple_crlf")]
    [InlineData("utf8")]
    public async Task A_csv_corner_case_comes_back_from_submit_and_export_as_it_went_in(string name)
    {
        var folder = SharedFolder.Find("hostile_csv_spectrum");
        var json = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "json", $"{name}.json"), Token))!;
        var rows = json.AsArray().Select(row => RowOf(row!.AsObject())).ToList();
        await using var site = await OpenAsync(rows[0].Cells[0].Column, rows);
        var csv = await File.ReadAllTextAsync(Path.Combine(folder, "csvs", $"{name}.csv"), Token);
        // Git may have taken the carriage returns out of the files that are about them.
        if (name.EndsWith("_crlf", StringComparison.Ordinal)) csv = csv.ReplaceLineEndings("\r\n");

        await AssertComesBackAsync(site, site.Workshop.Folder.Write("in.csv", csv), rows);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static Row RowOf(JsonObject row)
    {
        var cells = row.Select(cell => (cell.Key, (string)cell.Value!)).ToList();
        return new Row(cells, cells[0].Item2, cells[0].Item2);
    }

    private async Task<HostileSite> OpenAsync(string text, IReadOnlyList<Row> rows)
    {
        var workshop = await ProgramFolder.OpenAsync(cluster);
        var job = workshop.Folder.Write("echo/job.yaml", $"input: {{ text: '{text}' }}\nground: false");
        workshop.Folder.Write("echo/schema.json", Schema);
        var answers = workshop.Folder.Write("answers.jsonl", string.Concat(rows.Select(row => new JsonObject
        {
            ["document"] = row.Document,
            ["fields"] = new JsonObject { ["echo"] = row.Echo },
        }.ToJsonString() + "\n")));
        var pool = workshop.Folder.Write("pool.yaml", PoolText.OneModel);
        var simulator = await SimulatorProcess.StartAsync("--pool", pool, "--answers", answers);
        workshop.Set(PoolText.AddressVariable, $"{simulator.Address}v1");
        workshop.Set("BULK_POOL", pool);
        return new HostileSite(workshop, simulator, Path.GetDirectoryName(job)!);
    }

    private static async Task AssertComesBackAsync(HostileSite site, string csv, IReadOnlyList<Row> rows)
    {
        var said = (await site.Workshop.RunAsync("submit", csv, "--job", site.Job, "--wait", "--json")).With(0);
        var batch = (string)JsonNode.Parse(said.Output)!["batch"]!;

        var plain = await ExportAsync(site, batch, "plain.csv", "--no-formula-guard");
        var guarded = await ExportAsync(site, batch, "guarded.csv");

        Assert.Equal(rows.Select(row => row.Cells), plain.Select(row => row.Where(IsOwn).ToList()));
        // Blanks around what a model answers are trimmed; the user's own cells are nobody's to trim.
        Assert.Equal(
            rows.Select(row => row.Echo.Trim()),
            plain.Select(row => row.Single(cell => cell.Column == "echo").Cell));
        Assert.Equal(plain.Count, guarded.Count);
        Assert.All(plain.SelectMany(row => row).Zip(guarded.SelectMany(row => row)), pair => Assert.Contains(
            pair.Second.Cell, (string[])[pair.First.Cell, $"'{pair.First.Cell}"]));
    }

    private static bool IsOwn((string Column, string Cell) cell) => cell.Column != "echo" && cell.Column[0] != '_';

    private static async Task<List<List<(string Column, string Cell)>>> ExportAsync(
        HostileSite site, string batch, string name, params string[] options)
    {
        var path = Path.Combine(site.Workshop.Folder.Path, name);
        (await site.Workshop.RunAsync(["export", batch, "--format", "csv", "--out", path, .. options])).With(0);
        using var reader = new CsvParser(new StreamReader(path), CultureInfo.InvariantCulture);
        Assert.True(await reader.ReadAsync());
        var header = reader.Record!;
        var rows = new List<List<(string, string)>>();
        while (await reader.ReadAsync()) rows.Add([.. header.Zip(reader.Record!)]);
        return rows;
    }

    private static string CsvOf(
        IEnumerable<string> header, IEnumerable<IReadOnlyList<(string Column, string Cell)>> rows) =>
        string.Concat(rows.Select(row => row.Select(cell => cell.Cell)).Prepend(header)
            .Select(row => string.Join(',', row.Select(cell => $"\"{cell.Replace("\"", "\"\"")}\"")) + "\r\n"));

    private sealed record Row(IReadOnlyList<(string Column, string Cell)> Cells, string Document, string Echo);

    private sealed record HostileSite(ProgramFolder Workshop, SimulatorProcess Simulator, string Job) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await Simulator.DisposeAsync();
            await Workshop.DisposeAsync();
        }
    }
}
