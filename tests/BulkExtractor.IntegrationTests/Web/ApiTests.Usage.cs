using System.Text.Json.Nodes;

namespace BulkExtractor.IntegrationTests.Web;

public sealed partial class ApiTests
{
    [Fact]
    public async Task The_last_days_are_told_as_the_command_line_tells_them()
    {
        const string usage = "/api/usage?days=90";
        JsonNode told, line;
        // Batches of other tests may be answered between the two.
        do
        {
            told = await Served.ReadAsync(usage);
            line = JsonNode.Parse((await Served.RunAsync("models", "--days", "90", "--json")).With(0).Output)!;
        }
        while (told.ToJsonString() != (await Served.ReadAsync(usage)).ToJsonString());

        Assert.True((int)told["requests"]! > 0);
        Assert.Equal(line.ToJsonString(), told.ToJsonString());
    }
}
