using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class DriftTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 2_000;

    [Fact]
    public async Task A_model_that_begins_to_misread_is_benched_and_leaves_no_wrong_row()
    {
        var workshop = await ProgramFolder.OpenAsync(cluster);
        var orders = OrderSet.Write(workshop.Folder, Documents);
        // Enough that a model which is ranked down as it misreads is still found before the batch ends.
        orders.AddSentinels("10%", rows: 60);
        await using var site = await SimulatedSite.OpenAsync(
            workshop, orders, PoolText.FourModels(account: 50, model: 30), "--misread", $"{PoolText.FirstModel}@12");

        var submit = await workshop.RunAsync("submit", orders.Csv, "--job", orders.Job, "--wait", "--json");

        var batch = (string)JsonNode.Parse(submit.With(0).Output)!["batch"]!;
        var status = await workshop.StatusAsync(batch);
        var export = Path.Combine(workshop.Folder.Path, "results.jsonl");
        (await workshop.RunAsync("export", batch, "--format", "jsonl", "--out", export)).With(0);
        var wrong = await orders.ReadWrongAsync(export);
        var unflagged = wrong.Count(row => row["flags"]!.AsArray().Count == 0);
        output.WriteLine(
            $"{Documents} documents, {status["requests"]} requests: {status["taken_back"]} rows asked again, "
            + $"{wrong.Count} wrong rows left, {unflagged} of them without a flag\n"
            + $"{status["measured"]![0]!["benched"]}");
        Assert.Equal((Documents, 0), ((int)status["extracted"]!, (int)status["failed"]!));
        Assert.Empty(wrong);
        Assert.InRange((int)status["taken_back"]!, 20, Documents / 2);
        var benched = Assert.Single(status["measured"]!.AsArray(), model => model!["benched"] is not null)!;
        Assert.Equal(PoolText.FirstModel, (string)benched["model"]!);
        await ModelsTellAsync(workshop);
    }

    private static async Task ModelsTellAsync(ProgramFolder workshop)
    {
        var models = JsonNode.Parse((await workshop.RunAsync("models", "--json")).With(0).Output)!.AsArray();
        var first = models.Single(model => (string)model!["id"]! == PoolText.FirstModel)!["measured"]![0]!;
        Assert.Equal("orders", (string)first["job"]!);
        Assert.InRange((double)first["accuracy"]!, 0.1, 0.99);
        Assert.Equal(1, (double)first["fields"]!["number"]!["accuracy"]!);
        Assert.NotNull(first["benched"]!["reason"]);
        Assert.Contains(
            "is benched since", (await workshop.RunAsync("models")).With(0).Output, StringComparison.Ordinal);
    }
}
