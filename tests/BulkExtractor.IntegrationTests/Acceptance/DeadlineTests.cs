using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

[Collection(SlowCollection.Name)]
public sealed class DeadlineTests(TestCluster cluster, ITestOutputHelper output)
{
    private const string Pool = $$"""
        accounts:
          north:
            address: "${{{PoolText.AddressVariable}}}"
            key: key-north
            limits: { free: [{ requests: 10, per: 1s }] }
        models:
          - { id: "{{PoolText.FirstModel}}", account: north, tier: free, context: 65536, max_output: 8192 }
        """;

    [Fact]
    public async Task A_batch_that_can_meet_its_deadline_goes_first_and_the_other_does_not_starve()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 150, Pool);
        var patient = (string)(await SubmitAsync(site))["batch"]!;
        var urgent = await SubmitAsync(site, "--deadline", "10m");

        await using var worker = site.Workshop.Start("worker");
        await Until.TrueAsync(
            "the urgent batch is finished", () => site.Workshop.HasEndedAsync((string)urgent["batch"]!));

        var first = await site.Workshop.Database.ReadAsync<int>(
            $"select count(*)::int from bulk.attempts where batch_id = {patient}");
        output.WriteLine($"{first} requests for the patient batch meanwhile");
        Assert.True((bool)urgent["on_time"]!);
        Assert.InRange(first, 5, 40);
    }

    [Fact]
    public async Task A_deadline_that_cannot_be_met_is_said_at_once()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 150, Pool);

        var hopeless = await SubmitAsync(site, "--deadline", "3s");
        var status = await site.Workshop.StatusAsync((string)hopeless["batch"]!);

        Assert.False((bool)hopeless["on_time"]!);
        Assert.False((bool)status["on_time"]!);
    }

    [Fact]
    public async Task A_deadline_that_is_over_or_makes_no_sense_is_refused()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, 1, Pool);

        foreach (var deadline in new[] { "2020-01-01T00:00", "soon", "-3h" })
        {
            var refused = (await site.Workshop.RunAsync(
                "submit", site.Orders.Csv, "--job", site.Orders.Job, $"--deadline={deadline}")).With(2);
            Assert.Contains($"--deadline {deadline}", refused.Errors, StringComparison.Ordinal);
        }
    }

    private static async Task<JsonNode> SubmitAsync(SimulatedSite site, params string[] more)
    {
        var said = (await site.Workshop.RunAsync(
            ["submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", "1", "--json", .. more])).With(0);
        return JsonNode.Parse(said.Output)!;
    }
}
