using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

[Collection(SlowCollection.Name)]
public sealed class DemoTests : IDisposable
{
    private readonly TestFolder _folder = new("bulk demo with spaces ");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_runs_twice_at_once_and_again()
    {
        await using var first = Start();
        await using var second = Start();
        await AssertDoneAsync(first);
        await AssertDoneAsync(second);

        await using var again = Start();

        await AssertDoneAsync(again);
    }

    [Fact]
    public async Task It_runs_again_after_it_was_killed_in_the_middle()
    {
        await using var killed = Start();
        await killed.Errors.WaitForAsync("Batch 1: 50 documents");
        await killed.KillAsync();

        await using var again = Start();

        await AssertDoneAsync(again);
    }

    private BulkProcess Start() => BulkProcess.Start(
        new Dictionary<string, string?> { ["BULK_DATA"] = Path.Combine(_folder.Path, "my data") },
        ["demo", "--rows", "50", "--json"]);

    private static async Task AssertDoneAsync(BulkProcess demo)
    {
        var batch = JsonNode.Parse((await demo.EndAsync(TimeSpan.FromMinutes(1))).With(0).Output)!;
        Assert.Equal(("finished", 50), ((string?)batch["state"], (int)batch["extracted"]!));
    }
}
