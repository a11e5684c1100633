using System.Globalization;
using System.Text.Json.Nodes;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Limits;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>1,000 documents, and 50 requests a day to read them with.</summary>
public sealed class ScarceDayTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 1_000;
    private const int Day = 50;

    private const string Pool = $$"""
        accounts:
          north:
            address: "${{{PoolText.AddressVariable}}}"
            key: key-north
            limits: { free: [{ requests: 20, per: 2s }, { requests: 50, per: day }] }
        models:
          - { id: "{{PoolText.FirstModel}}", account: north, tier: free, context: 65536, max_output: 8192 }
          - { id: "alpha/two:free", account: north, tier: free, context: 65536, max_output: 8192 }
        """;

    [Fact]
    public async Task A_thousand_documents_are_done_within_a_day_of_fifty_requests_where_the_packs_allow_it()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, Documents, Pool);

        var done = (await site.Workshop.RunAsync(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--pack", "25", "--wait", "--json")).With(0);

        var ledger = await site.Simulator.ReadLedgerAsync();
        output.WriteLine($"{done.Errors}{ledger}");
        Assert.InRange(ledger.Arrivals, Documents / 25, Day);
        await site.Workshop.AssertExtractedAsync(site.Orders, (string)JsonNode.Parse(done.Output)!["batch"]!);
    }

    [Fact]
    public async Task What_a_day_of_fifty_requests_does_not_hold_is_said_before_and_left_for_tomorrow()
    {
        await using var site = await SimulatedSite.OpenAsync(cluster, Documents, Pool);
        var tomorrow = Now.Date.AddDays(1);

        var forecast = (await site.Workshop.RunAsync(
            "forecast", site.Orders.Csv, "--job", site.Orders.Job, "--json")).With(0);
        var waited = (await site.Workshop.RunAsync(
            "submit", site.Orders.Csv, "--job", site.Orders.Job, "--wait", "--for", "30s", "--json")).With(3);

        var ledger = await site.Simulator.ReadLedgerAsync();
        var status = JsonNode.Parse(waited.Output)!;
        output.WriteLine($"{forecast.Output}{waited.Errors}{status}{ledger}");
        Assert.True(Instant(JsonNode.Parse(forecast.Output)!["finish"]!["p50"]!) > tomorrow);
        Assert.Contains($"{Day} of {Day} are left today: it goes on at {tomorrow:yyyy-MM-dd} 00:00 UTC", waited.Errors);
        var spent = Day - RepairReserve.Calculate(Day, tomorrow - Now);
        Assert.Equal((spent, spent * 10), (ledger.Arrivals, (int)status["extracted"]!));
        Assert.Equal("waiting", (string?)status["state"]);
    }

    private static DateTime Now => TimeProvider.System.GetUtcNow().UtcDateTime;

    private static DateTime Instant(JsonNode time) =>
        DateTimeOffset.Parse((string)time!, CultureInfo.InvariantCulture).UtcDateTime;
}
