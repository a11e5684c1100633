using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Documents.Files;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Documents.Scans;
using BulkExtractor.Jobs;
using BulkExtractor.Tests.Documents.Pictures;

namespace BulkExtractor.IntegrationTests.Documents.Files;

public sealed class DocumentFilesTests : IDisposable
{
    private readonly TemporaryFolder _outside = new();
    private readonly TemporaryFolder _folder = new();

    public DocumentFilesTests()
    {
        Directory.CreateDirectory(Path.Combine(_folder.Path, "scans"));
        File.WriteAllBytes(Path.Combine(_folder.Path, "scans", "a.png"), SomePictures.Receipt);
        File.WriteAllBytes(Path.Combine(_outside.Path, "secret.png"), SomePictures.Receipt);
        _outside.Write("secret.txt", "secret");
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _folder.Dispose();
        _outside.Dispose();
    }

    [Theory]
    [InlineData("scans/a.png")]
    [InlineData("./scans/a.png")]
    [InlineData("{folder}/scans/a.png")]
    public async Task A_picture_in_the_folder_is_read(string named)
    {
        var document = await PictureAsync(named);

        Assert.Null(document.Problem);
        Assert.Equal(SomePictures.Receipt, Assert.Single(document.Pictures).Bytes);
    }

    [Theory]
    [InlineData("Pr\u00FCfung/Gr\u00F6\u00DFe.png")]
    [InlineData("Pru\u0308fung/Gro\u0308\u00DFe.png")]
    [InlineData("Pr\u00FCfung\\Gro\u0308\u00DFe.png")]
    public async Task A_name_is_found_however_its_letters_are_composed_and_its_folders_are_parted(string named)
    {
        // A Mac decomposes what it writes, others do not: both may stand in one path.
        var folder = Path.Combine(_folder.Path, "Pru\u0308fung");
        Directory.CreateDirectory(folder);
        await File.WriteAllBytesAsync(Path.Combine(folder, "Gr\u00F6\u00DFe.png"), SomePictures.Receipt, Token);

        Assert.Single((await PictureAsync(named)).Pictures);
    }

    [Theory]
    [InlineData("../{outside}/secret.png")]
    [InlineData("scans/../scans/a.png")]
    [InlineData("..\\secret.png")]
    [InlineData("{outside}/secret.png")]
    [InlineData("/etc/passwd")]
    [InlineData("/proc/self/environ")]
    [InlineData("a\0.png")]
    public async Task A_path_that_leads_out_is_bad_input_with_its_row(string named)
    {
        var error = await Assert.ThrowsAsync<InputException>(() => PictureAsync(named));

        Assert.StartsWith("rows.csv: row 1: scan: '", error.Message);
        Assert.EndsWith($"leads out of the folder whose files may be read: {_folder.Path}", error.Message);
    }

    [Theory]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://example.org/a.png")]
    [InlineData("https://example.org:8080/a.png")]
    [InlineData("https://me:secret@example.org/a.png")]
    public async Task Only_plain_https_addresses_are_taken(string named) => Assert.EndsWith(
        "is not fetched: only plain https addresses are",
        (await Assert.ThrowsAsync<InputException>(() => PictureAsync(named))).Message);

    [Fact]
    public async Task A_link_is_followed_inside_of_the_folder_only()
    {
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "inside.png"), Path.Combine("scans", "a.png"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "out.png"), Path.Combine(_outside.Path, "secret.png"));
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "way"), _outside.Path);
        File.CreateSymbolicLink(
            Path.Combine(_folder.Path, "twice.png"), Path.Combine(_folder.Path, "way", "secret.png"));
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "round.png"), Path.Combine(_folder.Path, "round.png"));

        Assert.Single((await PictureAsync("inside.png")).Pictures);
        foreach (var named in (string[])["out.png", "way/secret.png", "twice.png", "round.png"])
            Assert.Contains("leads out", (await Assert.ThrowsAsync<InputException>(() => PictureAsync(named))).Message);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_had_is_the_problem_of_its_document()
    {
        _folder.Write("empty.png", "");
        _folder.Write("text.png", "no picture");
        _folder.Write("large.png", new string('x', 5 << 20) + "x");

        Assert.Equal("gone.png is not there", (await PictureAsync("gone.png")).Problem);
        Assert.Equal("no/gone.png is not there", (await PictureAsync("no/gone.png")).Problem);
        Assert.Equal("scans is not there", (await PictureAsync("scans")).Problem);
        Assert.Equal("empty.png is empty", (await PictureAsync("empty.png")).Problem);
        Assert.Equal("text.png is no PNG, JPEG, WebP or GIF", (await PictureAsync("text.png")).Problem);
        Assert.Equal("large.png is larger than 5 MB", (await PictureAsync("large.png")).Problem);
    }

    [Fact]
    public async Task An_input_whose_pictures_are_too_large_together_is_refused_with_the_row()
    {
        var size = SomePictures.Receipt.Length;
        Document[] rows = [.. Enumerable.Range(1, 3).Select(row => new Document(row, $"{row}", "", [], "scans/a.png"))];

        var read = await ReadPicturesAsync(new PictureRoom(most: 3 * size), rows);
        var error = await Assert.ThrowsAsync<InputException>(
            () => ReadPicturesAsync(new PictureRoom(most: (3 * size) - 1), rows));

        Assert.Equal(3, read.Count);
        Assert.Equal(
            "rows.csv: row 3: scan: 'scans/a.png': with it the pictures of the batch are larger than 2 GB: "
            + "submit the rows in several files",
            error.Message);
    }

    [Fact]
    public async Task A_picture_at_an_address_is_left_to_be_fetched()
    {
        var document = await PictureAsync("https://example.org/a.png");

        Assert.Equal(("https://example.org/a.png", null), (document.Image, document.Problem));
        Assert.Empty(document.Pictures);
    }

    [Fact]
    public async Task Equal_pictures_make_equal_documents_whatever_their_names()
    {
        File.Copy(Path.Combine(_folder.Path, "scans", "a.png"), Path.Combine(_folder.Path, "b.png"));

        Assert.Equal((await PictureAsync("scans/a.png")).Hash, (await PictureAsync("b.png")).Hash);
        Assert.NotEqual((await PictureAsync("gone.png")).Hash, (await PictureAsync("lost.png")).Hash);
    }

    [Fact]
    public async Task The_texts_of_files_follow_the_rows_and_keep_their_order()
    {
        var documents = new List<Document>();
        for (var number = 1; number <= 20; number++)
        {
            _folder.Write($"{number}.txt", $"file {number}");
            documents.Add(
                new Document(number, $"{number}", number % 2 == 0 ? "" : "row", []) { File = $"{number}.txt" });
        }

        var read = await ReadAsync(new JobInput("text") { File = "path" }, [.. documents]);

        Assert.Equal(
            Enumerable.Range(1, 20).Select(number => number % 2 == 0 ? $"file {number}" : $"row\n\nfile {number}"),
            read.Select(document => document.Text));
    }

    [Fact]
    public async Task Pdf_html_and_text_are_told_by_their_bytes()
    {
        Assert.SkipUnless(PdfTextTests.IsInstalled, "pdftotext is not installed: install the package poppler-utils");
        File.WriteAllBytes(Path.Combine(_folder.Path, "a.txt"), SomePdf.Of(["from a PDF"]));
        _folder.Write("b.pdf", "<html><script>no()</script><p>from a page");
        _folder.Write("c.html", "from a text");

        string[] names = ["a.txt", "b.pdf", "c.html"];
        var read = await ReadAsync(
            new JobInput("") { File = "path" },
            [.. names.Select((name, place) => new Document(place + 1, name, "", []) { File = name })]);

        Assert.Equal(["from a PDF", "from a page", "from a text"], read.Select(document => document.Text));
    }

    [Theory]
    [InlineData("Pru\u0308fung.txt", "Pr\u00FCfung.txt")]
    [InlineData("Pr\u00FCfung.txt", "Pru\u0308fung.txt")]
    [InlineData("sub/in.txt", "sub\\in.txt")]
    [InlineData("sub\\in.txt", "sub\\in.txt")]
    public async Task A_file_is_found_under_its_name_as_another_system_writes_it(string onDisk, string named)
    {
        _folder.Write(onDisk, "found");

        var document = Assert.Single(
            await ReadAsync(new JobInput("") { File = "path" }, new Document(1, "1", "", []) { File = named }));

        Assert.Equal("found", document.Text);
    }

    private async Task<Document> PictureAsync(string named)
    {
        named = named.Replace("{folder}", _folder.Path).Replace("../{outside}", $"../{Path.GetFileName(_outside.Path)}")
            .Replace("{outside}", _outside.Path);
        return Assert.Single(
            await ReadAsync(new JobInput("text") { Image = "scan" }, new Document(1, "1", "", [], named)));
    }

    private async Task<IReadOnlyList<Document>> ReadPicturesAsync(PictureRoom room, Document[] rows) =>
        await Files(new JobInput("text") { Image = "scan" }, room)
            .ReadAsync(rows.ToAsyncEnumerable(), Token)
            .ToListAsync(Token);

    private async Task<IReadOnlyList<Document>> ReadAsync(JobInput input, params Document[] documents) =>
        await Files(input, new PictureRoom()).ReadAsync(documents.ToAsyncEnumerable(), Token).ToListAsync(Token);

    private DocumentFiles Files(JobInput input, PictureRoom room) =>
        new(
            input,
            new AllowedFolder(_folder.Path),
            new PdfText(TimeProvider.System),
            new ScanReader(new PdfPages(TimeProvider.System), new Tesseract(TimeProvider.System), ScanUse.Pictures),
            "rows.csv",
            new InputNotes())
        {
            Room = room,
        };
}
