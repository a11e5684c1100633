using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Acceptance;

public sealed class KilledWorkerTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 3_000;
    private const int Kills = 3;

    [Fact]
    public async Task Every_document_comes_once_though_one_of_two_workers_is_killed_again_and_again()
    {
        await using var site = await SimulatedSite.OpenAsync(
            cluster, Documents, PoolText.FourModels(account: 50, model: 30), "--latency", "0.3");
        site.Workshop.Set("Pipeline__LeaseDuration", "00:00:05");
        var batch = await site.Workshop.SubmitAsync(site.Orders, site.Pool);
        await using var other = site.Workshop.Start("worker");

        var extracted = 0;
        for (var kills = 1; kills <= Kills; kills++)
        {
            await using var victim = site.Workshop.Start("worker");
            await victim.Output.WaitForAsync("Working with");
            extracted = Documents * kills / (Kills + 1);
            await Until.TrueAsync($"{extracted} extracted", () => site.Workshop.HasExtractedAsync(batch, extracted));
            await victim.KillAsync();
        }

        await using var last = site.Workshop.Start("worker");
        await Until.TrueAsync("the batch is finished", () => site.Workshop.HasEndedAsync(batch));

        var ledger = await site.Simulator.ReadLedgerAsync();
        output.WriteLine($"{ledger}");
        Assert.False(other.HasExited);
        ledger.AssertNoWindowOverItsLimit();
        await site.Workshop.AssertExtractedAsync(site.Orders, batch);
    }
}
