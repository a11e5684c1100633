using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class ChangedJobTests(TestCluster cluster)
{
    private const int Documents = 200;

    [Fact]
    public async Task After_a_field_was_added_only_that_field_is_asked_and_old_values_stay()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, Documents, PoolText.OneModel);
        await SetFieldsAsync(site, schema => schema.Remove("price"));
        await SubmitAsync(site);
        // Nothing else could have put these there again.
        await site.Workshop.Database.ExecuteAsync(
            """update bulk.results set fields = fields || '{"item": "an old value"}'""");
        await SetFieldsAsync(site, schema => schema["price"] = new JsonObject { ["type"] = "number" });

        var said = (await site.Workshop.RunAsync("jobs", "diff", site.Orders.Job, "--json")).With(0);
        var batch = await SubmitAsync(site);

        var diff = JsonNode.Parse(said.Output)!;
        Assert.Equal(["price"], diff["asked"]!.AsArray().Select(name => (string?)name));
        Assert.Equal(("added", Documents / 10), ((string?)diff["changes"]![0]!["change"], (int)diff["requests"]!));
        var rows = await ExportAsync(site, batch);
        Assert.All(rows, row => Assert.Equal("an old value", (string?)row["item"]));
        Assert.All(rows, row => Assert.Equal(6, row.AsObject().Count));
        Assert.Equal(Documents, await site.Workshop.CountAsync("kept", "asked = '{price}' and not fields ? 'price'"));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task SetFieldsAsync(SimulatedSite site, Action<JsonObject> change)
    {
        var path = Path.Combine(site.Orders.Job, "schema.json");
        var schema = JsonNode.Parse(await File.ReadAllTextAsync(path, Token))!.AsObject();
        change(schema["properties"]!.AsObject());
        schema.Remove("required");
        await File.WriteAllTextAsync(path, schema.ToJsonString(), Token);
    }

    private static async Task<string> SubmitAsync(SimulatedSite site)
    {
        var said = (await site.Workshop.RunAsync(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--wait", "--json")).With(0);
        return (string)JsonNode.Parse(said.Output)!["batch"]!;
    }

    private static async Task<IReadOnlyList<JsonNode>> ExportAsync(SimulatedSite site, string batch)
    {
        var export = Path.Combine(site.Workshop.Folder.Path, "export.jsonl");
        (await site.Workshop.RunAsync("export", batch, "--format", "jsonl", "--out", export)).With(0);
        var lines = await File.ReadAllLinesAsync(export, Token);
        Assert.Equal(Documents, lines.Length);
        return [.. lines.Select(line => JsonNode.Parse(line)!["fields"]!)];
    }
}
