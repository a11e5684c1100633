using BulkExtractor.Documents.Scans;

namespace BulkExtractor.Tests.Documents.Scans;

public sealed class TesseractTests
{
    private const string Head = "List of available languages in \"/usr/share/tessdata/\" (3):\n";

    [Theory]
    [InlineData("eng\nosd\n", "eng")]
    [InlineData("deu\neng\nosd\n", "deu+eng")]
    [InlineData("chi_sim\neng\n", "chi_sim+eng")]
    [InlineData("osd\n", null)]
    [InlineData("afr\namh\nara\nasm\naze\n", null)]
    [InlineData("", null)]
    public void The_languages_that_were_installed_are_read_unless_they_are_all(string listed, string? expected) =>
        Assert.Equal(expected, Tesseract.LanguagesOf(Head + listed));
}
