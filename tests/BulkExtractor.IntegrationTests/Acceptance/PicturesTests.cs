using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.IntegrationTests.Documents;
using BulkExtractor.IntegrationTests.Documents.Files;
using BulkExtractor.IntegrationTests.Web;
using BulkExtractor.Samples;
using BulkExtractor.Tests.Documents.Pictures;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class PicturesTests(TestCluster cluster)
{
    private const string Invoices = """
        {"type":"object","properties":{"invoice_number":{"type":["string","null"]},"total":{"type":["number","null"]}}}
        """;

    private static readonly string Receipts = Path.Combine(RepositoryRoot.Folder, "jobs", "receipts");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_shipped_receipts_are_read_from_their_pictures_without_a_miss()
    {
        await using var workshop = await ProgramFolder.OpenAsync(cluster);

        var said = await SubmitAsync(workshop, Path.Combine(Receipts, "sample.csv"), Receipts, 0);

        Assert.Equal((8, 0, 0), ((int)said["extracted"]!, (int)said["failed"]!, (int)said["wasted"]!));
        var gold = SampleSet.All(SampleSet.DefaultSeed).Single(set => set.Job == "receipts").Samples;
        foreach (var (row, sample) in (await ExportAsync(workshop)).Zip(gold))
        {
            Assert.True(
                JsonNode.DeepEquals(sample.Fields, row["fields"]), $"{sample.Id}: {row["fields"]} for {sample.Fields}");
            Assert.Equal("picture", (string)row["grounding"]!["/total"]!["how"]!);
            if (row["fields"]!["project"] is not null)
                Assert.Equal("exact", (string)row["grounding"]!["/project"]!["how"]!);
            Assert.Empty(row["flags"]!.AsArray());
        }
    }

    [Fact]
    public async Task A_picture_that_cannot_be_had_fails_its_document_and_one_outside_is_bad_input()
    {
        await using var workshop = await ProgramFolder.OpenAsync(cluster);
        await File.WriteAllBytesAsync(Path.Combine(workshop.Folder.Path, "a.png"), SomePictures.Receipt, Token);
        var csv = workshop.Folder.Write(
            "rows.csv",
            "receipt,note,scan\n1,one,a.png\n2,two,b.png\n3,three,https://localhost/c.png\n4,Project: K-1,\n");

        var said = await SubmitAsync(workshop, csv, Receipts, 1);

        Assert.Equal((2, 2), ((int)said["extracted"]!, (int)said["failed"]!));
        Assert.Equal(
            [
                null,
                "b.png is not there",
                "the picture's address leads to a machine that is not of the open internet",
                null,
            ],
            (await ExportAsync(workshop)).Select(row => (string?)row["error"]));
        var again = (await workshop.RunAsync("retry", "1")).With(0);
        Assert.Contains("1 documents of batch 1 are open again; the pictures of 1 are fetched again.", again.Output);
        var outside = workshop.Folder.Write("outside.csv", "receipt,note,scan\n1,one,a.png\n2,two,/etc/passwd\n");
        var refused = (await workshop.RunAsync("submit", outside, "--job", Receipts, "--simulate")).With(2);
        Assert.Contains("outside.csv: row 2: scan: '/etc/passwd' leads out of the folder", refused.Errors);
        Assert.Equal(1, await workshop.CountAsync("batches", "true"));
    }

    [Fact]
    public async Task Files_are_read_whatever_they_are()
    {
        Assert.SkipUnless(PdfTextTests.IsInstalled, "pdftotext is not installed: install the package poppler-utils");
        await using var workshop = await ProgramFolder.OpenAsync(cluster);
        workshop.Folder.Write("job/job.yaml", "name: papers\ninput: { id: id, file: paper }\n");
        workshop.Folder.Write("job/schema.json", Invoices);
        await File.WriteAllBytesAsync(
            Path.Combine(workshop.Folder.Path, "a.pdf"),
            SomePdf.Of(["Invoice number: A-77", "Total: 119.50 EUR"]),
            Token);
        workshop.Folder.Write(
            "b.html", "<h1>Invoice number: B-78</h1><script>'Total: 1 EUR'</script><p>Total: 20.25 EUR");
        workshop.Folder.Write("c.txt", "Invoice number: C-79\nTotal: 7.75 EUR\n");
        await File.WriteAllBytesAsync(
            Path.Combine(workshop.Folder.Path, "d.pdf"), "%PDF-1.7 broken"u8.ToArray(), Token);
        var csv = workshop.Folder.Write("rows.csv", "id,paper\n1,a.pdf\n2,b.html\n3,c.txt\n4,d.pdf\n");

        await SubmitAsync(workshop, csv, Path.Combine(workshop.Folder.Path, "job"), 1);

        var rows = await ExportAsync(workshop);
        Assert.Equal(["A-77", "B-78", "C-79", null], rows.Select(row => (string?)row["fields"]?["invoice_number"]));
        Assert.Equal([119.5, 20.25, 7.75, null], rows.Select(row => (double?)row["fields"]?["total"]));
        Assert.Equal("d.pdf is a broken PDF", (string?)rows[3]["error"]);
        Assert.Equal("a.pdf", (string?)rows[0]["columns"]!["paper"]);
    }

    [Fact]
    public async Task The_page_of_a_document_shows_its_picture()
    {
        await using var served = await ServedDashboard.StartAsync(cluster);
        await using var csv = File.OpenRead(Path.Combine(Receipts, "sample.csv"));
        using var body = new StreamContent(csv);
        (await served.Http.PostAsync("/api/batches?job=receipts&name=sample.csv", body, Token))
            .EnsureSuccessStatusCode();
        await served.FinishAsync("1");

        var page = await served.Http.GetStringAsync("/batches/1/documents/1", Token);
        using var picture = await served.Http.GetAsync("/batches/1/documents/1/picture", Token);

        Assert.Contains("<img class=\"picture\" src=\"/batches/1/documents/1/picture\"", page);
        Assert.Contains("in the picture", page);
        Assert.DoesNotContain("not as such in the text", page);
        Assert.Equal(
            ("image/png", "nosniff"),
            (picture.Content.Headers.ContentType!.MediaType,
                picture.Headers.GetValues("X-Content-Type-Options").Single()));
        Assert.Equal(SomePictures.Receipt, await picture.Content.ReadAsByteArrayAsync(Token));
        Assert.Equal(
            System.Net.HttpStatusCode.NotFound,
            (await served.Http.GetAsync("/batches/1/documents/99/picture", Token)).StatusCode);
    }

    private static async Task<JsonNode> SubmitAsync(ProgramFolder workshop, string csv, string job, int code) =>
        JsonNode.Parse(
            (await workshop.RunAsync("submit", csv, "--job", job, "--simulate", "--wait", "--json"))
                .With(code).Output)!;

    private static async Task<IReadOnlyList<JsonNode>> ExportAsync(ProgramFolder workshop)
    {
        var export = Path.Combine(workshop.Folder.Path, "out.jsonl");
        (await workshop.RunAsync("export", "1", "--format", "jsonl", "--out", export)).With(0);
        return [.. (await File.ReadAllLinesAsync(export, Token)).Select(line => JsonNode.Parse(line)!)];
    }
}
