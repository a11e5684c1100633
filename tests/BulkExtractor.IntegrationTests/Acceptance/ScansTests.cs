using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Scans;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Documents;
using BulkExtractor.IntegrationTests.Documents.Files;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class ScansTests(TestCluster cluster)
{
    private const string Seeing = "beta/seeing:free";

    private const string Pool = $$"""
        {{PoolText.OneModel}}
          - { id: "{{Seeing}}", account: north, tier: free, context: 131072, max_output: 8192, inputs: [text, image] }
        """;

    private const string Invoices = """
        {"type":"object","properties":{"invoice_number":{"type":["string","null"]},"total":{"type":["number","null"]}}}
        """;

    private const string Fields = """{"invoice_number":"A-77","total":119.5}""";

    private static readonly string[] Printed = ["Invoice number: A-77", "Total: 119.50 EUR"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_pages_of_a_scan_reach_a_model_that_reads_pictures_and_its_price_is_told_before()
    {
        await using var workshop = await OpenAsync();
        var pages = await WriteScanAsync(workshop, "a.pdf", pages: 3);
        await using var simulator = await SimulateAsync(workshop, Answer("a.pdf", pages));
        var csv = workshop.Folder.Write("rows.csv", "id,paper\n1,a.pdf\n2,b.txt\n");
        workshop.Folder.Write("b.txt", "Invoice number: C-79\nTotal: 7.75 EUR\n");

        var forecast = JsonNode.Parse(
            (await workshop.RunAsync("forecast", csv, "--job", Job(workshop), "--json")).With(0).Output)!;
        Assert.Equal(0, (await simulator.ReadLedgerAsync()).Arrivals);
        var said = (await workshop.RunAsync("submit", csv, "--job", Job(workshop), "--wait")).With(0);

        Assert.Equal((1, 3, "pictures", 1), (
            (int)forecast["scans"]!["documents"]!, (int)forecast["scans"]!["pages"]!,
            (string)forecast["scans"]!["as"]!, (int)forecast["scans"]!["requests"]!));
        Assert.Contains(
            "1 document is a scan with 3 pages: only models that read pictures are asked (1 of 2), with about ",
            said.Output + said.Errors);
        var ledger = await simulator.ReadLedgerAsync();
        Assert.Equal(3, ledger.Pictures);
        Assert.InRange(ledger.To(Seeing), 1, 2);
        var rows = await ExportAsync(workshop);
        Assert.Equal(["A-77", "C-79"], rows.Select(row => (string?)row["fields"]?["invoice_number"]));
        Assert.Equal("picture", (string?)rows[0]["grounding"]!["/total"]!["how"]);
    }

    [Fact]
    public async Task Where_tesseract_is_installed_a_value_from_a_scan_has_its_page()
    {
        var tesseract = new Tesseract(TimeProvider.System);
        Assert.SkipUnless(tesseract.IsInstalled, "tesseract is not installed: install the package tesseract-ocr");
        await using var workshop = await OpenAsync();
        var pages = await WriteScanAsync(workshop, "a.pdf");
        await using var simulator = await SimulateAsync(workshop, Answer("a.pdf", pages));
        var csv = workshop.Folder.Write("rows.csv", "id,paper\n1,a.pdf\n");

        (await workshop.RunAsync("submit", csv, "--job", Job(workshop), "--wait")).With(0);

        var place = (await ExportAsync(workshop))[0]["grounding"]!["/invoice_number"]!;
        Assert.Equal(("picture", 1), ((string)place["how"]!, (int)place["page"]!));
        Assert.True((double)place["confidence"]! > 0.9, $"{place}");
    }

    [Fact]
    public async Task As_text_a_scan_goes_to_any_model_and_no_picture_leaves()
    {
        await using var workshop = await OpenAsync("text");
        await WriteScanAsync(workshop, "a.pdf");
        workshop.Set("PATH", $"{Stub(workshop)}:{Environment.GetEnvironmentVariable("PATH")}");
        await using var simulator = await SimulateAsync(workshop, "");
        var csv = workshop.Folder.Write("rows.csv", "id,paper\n1,a.pdf\n");

        (await workshop.RunAsync("submit", csv, "--job", Job(workshop), "--wait")).With(0);

        Assert.Equal(0, (await simulator.ReadLedgerAsync()).Pictures);
        var row = Assert.Single(await ExportAsync(workshop));
        Assert.Equal(("S-1", 7.75), ((string)row["fields"]!["invoice_number"]!, (double)row["fields"]!["total"]!));
    }

    [Fact]
    public async Task As_text_without_tesseract_nothing_is_submitted_and_one_line_says_why()
    {
        await using var workshop = await OpenAsync("text");
        await using var simulator = await SimulateAsync(workshop, "");
        workshop.Set("PATH", Path.GetDirectoryName(Environment.ProcessPath));
        var csv = workshop.Folder.Write("rows.csv", "id,paper\n1,a.pdf\n");

        var refused = (await workshop.RunAsync("submit", csv, "--job", Job(workshop))).With(2);

        Assert.Contains(
            "input.scans: text needs tesseract, which is not there: install the package tesseract-ocr, "
            + "or take input.scans: pictures",
            refused.Errors);
        Assert.Equal(0, await workshop.CountAsync("batches", "true"));
    }

    [Fact]
    public async Task What_no_model_can_be_sent_fails_its_row_with_the_reason()
    {
        await using var workshop = await OpenAsync();
        await File.WriteAllBytesAsync(In(workshop, "a.pdf"), SomePdf.Scan(pages: 60), Token);
        await File.WriteAllBytesAsync(In(workshop, "b.pdf"), SomePdf.Scan()[..300], Token);
        await File.WriteAllBytesAsync(In(workshop, "c.pdf"), SomePdf.Encrypted(), Token);
        await File.WriteAllBytesAsync(In(workshop, "d.pdf"), SomePdf.Scan(width: 20_000, height: 20_000), Token);
        await using var simulator = await SimulateAsync(workshop, "");
        var csv = workshop.Folder.Write("rows.csv", "id,paper\n1,a.pdf\n2,b.pdf\n3,c.pdf\n4,d.pdf\n");

        (await workshop.RunAsync("submit", csv, "--job", Job(workshop), "--wait")).With(1);

        var rows = await ExportAsync(workshop);
        Assert.Equal(
            [
                "a.pdf is a scan of 60 pages, and no more than 50 are read: split it",
                "b.pdf is a broken PDF",
                "c.pdf is a PDF with a password",
                null,
            ],
            rows.Select(row => (string?)row["error"]));
        Assert.Contains("its pages were drawn at 16 dots per inch", rows[3]["flags"]!.ToJsonString());
        Assert.Equal(1, (await simulator.ReadLedgerAsync()).Pictures);
    }

    [Fact]
    public async Task Without_a_model_that_reads_pictures_a_scan_fails_and_the_others_do_not()
    {
        await using var workshop = await OpenAsync();
        await WriteScanAsync(workshop, "a.pdf");
        workshop.Folder.Write("b.txt", "Invoice number: C-79\nTotal: 7.75 EUR\n");
        await using var simulator = await SimulateAsync(workshop, "", PoolText.OneModel);
        var csv = workshop.Folder.Write("rows.csv", "id,paper\n1,a.pdf\n2,b.txt\n");

        (await workshop.RunAsync("submit", csv, "--job", Job(workshop), "--wait")).With(1);

        Assert.Equal(
            [
                "a.pdf holds no text and is a scan: no model that may work on papers reads pictures: "
                + "name one with 'inputs: [text, image]', or take input.scans: text",
                null,
            ],
            (await ExportAsync(workshop)).Select(row => (string?)row["error"]));
    }

    private async Task<ProgramFolder> OpenAsync(string scans = "pictures")
    {
        Assert.SkipUnless(PdfTextTests.IsInstalled, "pdftotext is not installed: install the package poppler-utils");
        var workshop = await ProgramFolder.OpenAsync(cluster);
        workshop.Folder.Write("job/job.yaml", $"name: papers\ninput: {{ id: id, file: paper, scans: {scans} }}\n");
        workshop.Folder.Write("job/schema.json", Invoices);
        return workshop;
    }

    private static async Task<SimulatorProcess> SimulateAsync(
        ProgramFolder workshop, string answers, string pool = Pool)
    {
        var file = workshop.Folder.Write("pool.yaml", pool);
        var simulator = await SimulatorProcess.StartAsync(
            "--pool", file, "--answers", workshop.Folder.Write("answers.jsonl", answers));
        workshop.Set(PoolText.AddressVariable, $"{simulator.Address}v1");
        workshop.Set("BULK_POOL", file);
        return simulator;
    }

    // A scan of what was printed, and the pictures that become of it.
    private static async Task<IReadOnlyList<Picture>> WriteScanAsync(
        ProgramFolder workshop, string name, int pages = 1)
    {
        var printed = (await DrawAsync(SomePdf.Of(Printed)))[0];
        var pdf = SomePdf.Scan(pages, jpeg: printed.Bytes);
        await File.WriteAllBytesAsync(In(workshop, name), pdf, Token);
        return await DrawAsync(pdf);
    }

    private static async Task<IReadOnlyList<Picture>> DrawAsync(byte[] pdf)
    {
        var pages = new PdfPages(TimeProvider.System);
        return (await pages.DrawAsync(await pages.MeasureAsync(pdf, "", Token), pdf, "", Token)).Pictures;
    }

    // A simulated model has no eyes: it knows pictures by their hashes.
    private static string Answer(string name, IReadOnlyList<Picture> pages) => new JsonObject
    {
        ["name"] = name,
        ["document"] = string.Join('\n', pages.Select(page => DocumentHash.NameOf(page.Hash))),
        ["fields"] = JsonNode.Parse(Fields),
    }.ToJsonString();

    private static string Stub(ProgramFolder workshop)
    {
        var lines = "case \"$1\" in --list-langs) echo eng;; *) cat > /dev/null; "
            + "printf 'Invoice number: S-1\\nTotal: 7.75 EUR\\n';; esac";
        return Path.GetDirectoryName(new ScriptedProgram(workshop.Folder).Write(lines, "tesseract"))!;
    }

    private static string Job(ProgramFolder workshop) => In(workshop, "job");

    private static string In(ProgramFolder workshop, string name) => Path.Combine(workshop.Folder.Path, name);

    private static async Task<IReadOnlyList<JsonNode>> ExportAsync(ProgramFolder workshop)
    {
        var export = In(workshop, "out.jsonl");
        (await workshop.RunAsync("export", "1", "--format", "jsonl", "--out", export)).With(0);
        return [.. (await File.ReadAllLinesAsync(export, Token)).Select(line => JsonNode.Parse(line)!)];
    }
}
