using System.Text;
using BulkExtractor.Documents.Files;

namespace BulkExtractor.Tests.Documents.Files;

public sealed class FileTextTests
{
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
    [InlineData("page.html")]
    [InlineData("page.txt")]
    [InlineData("page")]
    public async Task A_page_is_told_by_its_first_words_whatever_its_name(string name) =>
        Assert.Equal("Hello", (await ReadAsync("\n <!DOCTYPE html><p>Hello</p>"u8.ToArray(), name)).Text);

    [Fact]
    public async Task A_text_about_tags_is_no_page() =>
        Assert.Equal("In <b> stands bold.", (await ReadAsync("In <b> stands bold."u8.ToArray())).Text);

    [Fact]
    public async Task What_is_no_text_is_refused_whatever_its_name()
    {
        Assert.Equal(
            "a.txt is a ZIP or Office file, neither PDF nor HTML nor text",
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
}
