using System.Text;
using BulkExtractor.Documents.Files;

namespace BulkExtractor.Tests.Documents.Files;

public sealed class FileTextTests
{
    private static readonly EncodingProvider CodePages = CodePagesEncodingProvider.Instance;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_text_is_taken_as_it_is()
    {
        Assert.Equal("Grüße\n 東京 \ud83d\ude00", (await ReadAsync("Grüße\n 東京 \ud83d\ude00"u8.ToArray())).Text);
        Assert.Equal("Grüße", (await ReadAsync(Encoding.Latin1.GetBytes("Grüße"), encoding: "windows-1252")).Text);
        Assert.Equal(
            "Grüße",
            (await ReadAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("Grüße")])).Text);
    }

    [Theory]
    [InlineData("page.html", "<p>Hello</p>")]
    [InlineData("PAGE.HTM", "<p>Hello</p>")]
    [InlineData("page", "\n <!DOCTYPE html><p>Hello</p>")]
    [InlineData("page.aspx", "<html><p>Hello</p>")]
    [InlineData("page.php", "<!-- saved --><!-- twice -->\n<html lang=en><p>Hello</p>")]
    [InlineData("page.bin", "<?xml version='1.0'?>\n<!DOCTYPE html><html><p>Hello</p></html>")]
    public async Task A_page_is_told_by_its_name_else_by_its_first_words(string name, string page) =>
        Assert.Equal("Hello", (await ReadAsync(Encoding.UTF8.GetBytes(page), name)).Text);

    [Theory]
    [InlineData("a.txt")]
    [InlineData("README.md")]
    [InlineData("a.log")]
    public async Task A_text_by_its_name_stays_one_though_it_begins_as_a_page(string name)
    {
        const string Text = "<html> is an element; x<y and all the rest";

        Assert.Equal(Text, (await ReadAsync(Encoding.UTF8.GetBytes(Text), name)).Text);
    }

    [Fact]
    public async Task What_no_database_holds_is_replaced_and_counted()
    {
        var text = await ReadAsync([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("a\0b\uFFFD")]);

        Assert.Equal(("a\uFFFDb\uFFFD", 1), (text.Text, text.Replaced));
    }

    [Fact]
    public async Task A_page_in_utf_16_is_told_by_its_first_words_too() =>
        Assert.Equal(
            "Größe",
            (await ReadAsync(
                [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("<html><p>Größe</p>")], "page")).Text);

    [Fact]
    public async Task Comments_without_a_page_behind_them_are_passed_over_in_one_go() =>
        Assert.StartsWith(
            "<!---->",
            (await ReadAsync(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<!---->", 200))), "a")).Text,
            StringComparison.Ordinal);

    [Theory]
    [InlineData("<html><meta charset='windows-1252'><p>Grüße</p>", "windows-1252", "utf-8")]
    [InlineData("<html><meta charset=\"iso-8859-1\"><p>Grüße – 5 €</p>", "windows-1252", "utf-8")]
    [InlineData("<html><meta http-equiv='Content-Type' content='text/html; charset=utf-8'><p>Grüße", "utf-8", "utf-8")]
    [InlineData("<html><p>Grüße</p>", "windows-1252", "windows-1252")]
    [InlineData("<html><meta charset='utf-8'><p>Grüße</p>", "windows-1252", "windows-1252")]
    [InlineData("<html><p>Grüße</p>", "utf-8", "utf-8")]
    [InlineData("<html><p>Grüße</p>", "utf-8", "windows-1252")]
    [InlineData("<?xml version='1.0' encoding='iso-8859-1'?><html><p>Grüße</p></html>", "windows-1252", "utf-8")]
    public async Task A_page_is_in_the_encoding_that_the_job_names_else_in_its_own(
        string page, string written, string named)
    {
        var bytes = Encoded(page, written);

        var text = await ReadAsync(bytes, "page.html", named);

        Assert.StartsWith("Grüße", text.Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("windows-1252")]
    public async Task A_text_is_in_the_named_encoding_unless_it_can_only_be_utf_8(string written) =>
        Assert.Equal(
            "Grüße",
            (await ReadAsync(Encoded("Grüße", written), "a.txt", "windows-1252")).Text);

    [Fact]
    public async Task A_page_whose_bytes_are_not_of_its_encoding_is_refused() =>
        Assert.Equal(
            "page.html is not utf-8; name its encoding in input.encoding",
            (await ReadAsync(Encoding.Latin1.GetBytes("<html><p>Grüße</p>"), "page.html")).Problem);

    [Theory]
    [InlineData("readme.md", "<p><img src=\"logo.png\"> p1<p2 all the way")]
    [InlineData("a.txt", "<table> means a table")]
    [InlineData("a.txt", "<!-- todo --> x < y")]
    public async Task A_text_that_begins_with_a_tag_is_no_page(string name, string text) =>
        Assert.Equal(text, (await ReadAsync(Encoding.UTF8.GetBytes(text), name)).Text);

    [Fact]
    public async Task A_text_about_tags_is_no_page() =>
        Assert.Equal("In <b> stands bold.", (await ReadAsync("In <b> stands bold."u8.ToArray())).Text);

    [Fact]
    public async Task What_is_no_text_is_refused_whatever_its_name()
    {
        Assert.Equal(
            "a.txt is a workbook, another Office file or a ZIP, neither PDF nor HTML nor text",
            (await ReadAsync([.. "PK"u8, 3, 4, 0])).Problem);
        Assert.Equal(
            "a.txt is a picture, neither PDF nor HTML nor text",
            (await ReadAsync([0xFF, 0xD8, 0xFF, 0xE0])).Problem);
        Assert.Equal("a.txt is neither PDF nor HTML nor text", (await ReadAsync([65, 0, 66])).Problem);
        Assert.Equal(
            "a.txt is not utf-8; name its encoding in input.encoding",
            (await ReadAsync([65, 0xFC, 66])).Problem);
        Assert.Equal("a.txt holds no text", (await ReadAsync(" \n\t "u8.ToArray())).Problem);
        Assert.Equal(
            "a.txt holds more than 1,048,576 characters",
            (await ReadAsync(Encoding.UTF8.GetBytes(new string('a', FileText.MostCharacters + 1)))).Problem);
    }

    private static Task<FileText> ReadAsync(byte[] bytes, string name = "a.txt", string encoding = "utf-8") =>
        FileText.ReadAsync(
            bytes, name, encoding, new PdfText(TimeProvider.System) { Program = "/nowhere/pdftotext" }, Token);

    private static byte[] Encoded(string text, string encoding) =>
        (CodePages.GetEncoding(encoding) ?? Encoding.UTF8).GetBytes(text);
}
