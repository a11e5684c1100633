using System.Text.Json.Nodes;

namespace BulkExtractor.IntegrationTests.Web;

public sealed partial class ApiTests
{
    [Fact]
    public async Task The_last_days_are_told_as_the_command_line_tells_them()
    {
        var told = await Served.ReadAsync("/api/usage?days=90");
        var line = JsonNode.Parse((await Served.RunAsync("models", "--days", "90", "--json")).With(0).Output)!;

        Assert.True((int)told["requests"]! > 0);
        Assert.Equal(line.ToJsonString(), told.ToJsonString());
    }
}
