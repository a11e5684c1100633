namespace BulkExtractor.IntegrationTests;

/// <summary>What <c>.editorconfig</c> asks of lines; the formatter does not look at it.</summary>
public sealed class SourceLinesTests
{
    private const int Columns = 120;

    [Theory]
    [InlineData("src", "*.cs")]
    [InlineData("src", "*.razor")]
    [InlineData("src", "*.css")]
    [InlineData("tests", "*.cs")]
    [InlineData("sql", "*.sql")]
    public void No_line_is_wider_than_the_editor_shows(string folder, string files)
    {
        var found = Directory.GetFiles(Path.Combine(RepositoryRoot.Folder, folder), files, SearchOption.AllDirectories);

        Assert.NotEmpty(found);
        Assert.Empty(found.SelectMany(Wide));
    }

    private static IEnumerable<string> Wide(string file) => File.ReadLines(file)
        .Select((line, place) => (line, where: $"{Path.GetRelativePath(RepositoryRoot.Folder, file)}:{place + 1}"))
        .Where(one => one.line.Length > Columns)
        .Select(one => one.where);
}
