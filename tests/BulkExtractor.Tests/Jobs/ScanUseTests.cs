using BulkExtractor.Basics;
using BulkExtractor.Jobs;

namespace BulkExtractor.Tests.Jobs;

public sealed class ScanUseTests
{
    [Theory]
    [InlineData("", ScanUse.Pictures)]
    [InlineData(", scans: pictures", ScanUse.Pictures)]
    [InlineData(", scans: text", ScanUse.Text)]
    public void Scans_are_pictures_or_text(string said, ScanUse expected) =>
        Assert.Equal(expected, Parse($"input: {{ file: path{said} }}\n").Input.Scans);

    [Fact]
    public void Another_use_of_scans_is_told_with_those_that_there_are() => Assert.EndsWith(
        "input.scans: 'ocr' is not a use of scans; allowed: pictures, text",
        Assert.Throws<InputException>(() => Parse("input: { file: path, scans: ocr }\n")).Message);

    private static Job Parse(string yaml) => JobFile.Parse(
        new JobSources(Path.Combine("jobs", "x"), yaml, """{"type":"object","properties":{"a":{}}}""", null));
}
