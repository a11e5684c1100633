using System.Text.RegularExpressions;

namespace BulkExtractor.IntegrationTests.Manual;

/// <summary>What <c>src/SECURITY.md</c> says of the standard is borne out by tests that there are.</summary>
public sealed partial class SecurityTests
{
    private static readonly string Text = File.ReadAllText(Path.Combine(RepositoryRoot.Folder, "src", "SECURITY.md"));

    [Fact]
    public void Every_test_that_it_names_is_there()
    {
        var there = Directory
            .EnumerateFiles(Path.Combine(RepositoryRoot.Folder, "tests"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => TestsIn(File.ReadAllText(file)))
            .ToHashSet();

        var named = Named().Matches(Text).Select(test => test.Groups[1].Value).Distinct().ToList();

        Assert.True(named.Count > 50);
        Assert.Empty(named.Except(there));
    }

    [Theory]
    [InlineData("2.2.1")]
    [InlineData("3.3.1")]
    [InlineData("3.3.2")]
    [InlineData("3.3.3")]
    [InlineData("3.4.1")]
    [InlineData("3.4.4")]
    [InlineData("5.5.1")]
    [InlineData("5.5.3")]
    [InlineData("7.1.3")]
    [InlineData("7.2.1")]
    [InlineData("7.4.1")]
    [InlineData("9.1.1")]
    [InlineData("12.3.1")]
    [InlineData("12.3.4")]
    public void What_is_worth_most_has_a_test(string requirement) =>
        Assert.Matches(Named(), Assert.Single(Rows(), row => IsAbout(row.Numbers, requirement)).Answer);

    [Fact]
    public void Every_chapter_stands_there_and_every_row_has_an_answer()
    {
        Assert.Equal(
            Enumerable.Range(1, 14).Select(chapter => $"{chapter}"),
            Chapter().Matches(Text).Select(chapter => chapter.Groups[1].Value));
        Assert.All(Rows(), row => Assert.True(row.Answer.Length > 10, row.Numbers));
    }

    private static IEnumerable<(string Numbers, string Answer)> Rows() =>
        Row().Matches(Text).Select(row => (row.Groups[1].Value, row.Groups[2].Value));

    private static bool IsAbout(string numbers, string requirement) => numbers.Split(", ").Any(part =>
    {
        var ends = part.Split('–').Select(Version.Parse).ToArray();
        return ends[0] <= Version.Parse(requirement) && Version.Parse(requirement) <= ends[^1];
    });

    private static IEnumerable<string> TestsIn(string file) =>
        from name in Class().Matches(file).Select(found => found.Groups[1].Value).Take(1)
        from test in Method().Matches(file)
        select $"{name}.{test.Groups[1].Value}";

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex Named();

    [GeneratedRegex(@"^## V(\d+) ", RegexOptions.Multiline)]
    private static partial Regex Chapter();

    [GeneratedRegex(@"^\| (\d[^|]*?) \|[^|]*\| (.*) \|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"class (\w+Tests)")]
    private static partial Regex Class();

    [GeneratedRegex(@"public (?:async )?(?:Task|void) (\w+)\(")]
    private static partial Regex Method();
}
