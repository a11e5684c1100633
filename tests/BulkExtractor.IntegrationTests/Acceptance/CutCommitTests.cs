using BulkExtractor.Benchmarks.Surroundings;
using BulkExtractor.IntegrationTests.Database;
using Npgsql;

namespace BulkExtractor.IntegrationTests.Acceptance;

/// <summary>Connections that are cut exactly when a commit has come to pass and nobody was told.</summary>
public sealed class CutCommitTests(TestCluster cluster, ITestOutputHelper output)
{
    private const int Documents = 400;

    [Fact]
    public async Task Nothing_is_lost_or_doubled_though_commits_are_cut_off_from_their_answers()
    {
        await using var site = await SimulatedSite.OpenAsync(
            cluster, Documents, PoolText.FourModels(account: 60, model: 40), "--latency", "0.1");
        await using var proxy = new CuttingProxy(new NpgsqlConnectionStringBuilder(cluster.ConnectionString).Port);
        var direct = site.Workshop.Database.ConnectionString;
        site.Workshop.Set("BULK_POSTGRES", proxy.AddressOf(direct));
        // The first of them may be of the background jobs' own tables.
        proxy.CutCommits(3);
        var batch = await site.Workshop.SubmitAsync(site.Orders, site.Pool);
        Assert.InRange(proxy.Cuts, 1, 3);
        Assert.Equal(1, await site.Workshop.CountAsync("batches", "true"));

        await using var worker = site.Workshop.Start("worker");
        for (var share = 0; share < 4; share++)
        {
            var extracted = Documents * share / 4;
            await Until.TrueAsync($"{extracted} extracted", () => site.Workshop.HasExtractedAsync(batch, extracted));
            proxy.CutCommits(3);
            if (share == 2) proxy.CutAll();
        }

        await Until.TrueAsync("the batch is finished", () => site.Workshop.HasEndedAsync(batch));
        proxy.CutCommits(0);

        output.WriteLine($"{proxy.Cuts} commits were cut off");
        Assert.InRange(proxy.Cuts, 4, int.MaxValue);
        Assert.False(worker.HasExited);
        (await site.Simulator.ReadLedgerAsync()).AssertNoWindowOverItsLimit();
        await site.Workshop.AssertExtractedAsync(site.Orders, batch);
    }
}
