using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class RepairTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task Only_chunks_that_failed_before_are_leased_for_repair()
    {
        var batch = await Shop.AddAsync("good", "bad", "new");
        var chunks = await Shop.LeaseAsync(batch);
        await Shop.RecordAsync([.. chunks.Take(2)], chunk => chunk.Text == "good" ? "good" : null);
        await Shop.Queue.ReleaseAsync([chunks[2]], Token);

        var repairs = await Shop.Queue.LeaseRepairsAsync(1, batch, 10, Minute, Token);

        var repair = Assert.Single(repairs);
        Assert.Equal(("bad", true), (repair.Text, repair.FailedBefore));
        Assert.False(Assert.Single(await Shop.LeaseAsync(batch)).FailedBefore);
    }
}
