using System.Text.Json.Nodes;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class NoticesTests
{
    [Fact]
    public void Every_library_that_is_shipped_is_named_with_its_terms()
    {
        var notices = File.ReadAllText(PathOf("notices/NOTICES.md"));

        Assert.DoesNotContain(Libraries(), name => !notices.Contains(name, StringComparison.Ordinal));
        foreach (var text in new[] { "LGPL-3.0", "GPL-3.0", "Apache-2.0", "Hangfire-NOTICES" })
            Assert.True(new FileInfo(PathOf($"notices/{text}.txt")).Length > 1_000);
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
}
