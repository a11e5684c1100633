using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed partial class NoticesTests
{
    [Fact]
    public void Every_library_that_is_shipped_is_named_with_its_terms()
    {
        var notices = File.ReadAllText(PathOf("notices/NOTICES.md"));

        Assert.DoesNotContain(Libraries(), name => !notices.Contains(name, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("LGPL-3.0")]
    [InlineData("GPL-3.0")]
    [InlineData("Apache-2.0")]
    [InlineData("Hangfire-NOTICES")]
    public void The_text_of_a_licence_is_shipped_where_the_notices_say(string licence) =>
        Assert.True(new FileInfo(PathOf($"notices/licenses/{licence}.txt")).Length > 1_000);

    [Fact]
    public void Every_file_that_the_notices_name_lies_beside_them()
    {
        var named = FileName().Matches(File.ReadAllText(PathOf("notices/NOTICES.md")));

        Assert.NotEmpty(named);
        Assert.All(named, name => Assert.True(File.Exists(PathOf($"notices/{name.Groups[1]}")), name.Value));
    }

    // Those of others that are in the program's folder.
    private static IEnumerable<string> Libraries() =>
        from target in JsonNode.Parse(File.ReadAllText(PathOf("bulk.deps.json")))!["targets"]!.AsObject()
        from library in target.Value!.AsObject()
        where library.Value!["runtime"] is not null
        let name = library.Key.Split('/')[0]
        where !name.StartsWith("Bulk", StringComparison.OrdinalIgnoreCase)
        select name;

    private static string PathOf(string name) => Path.Combine(AppContext.BaseDirectory, name);

    [GeneratedRegex(@"`(licenses/[^`]+\.txt)`")]
    private static partial Regex FileName();
}
