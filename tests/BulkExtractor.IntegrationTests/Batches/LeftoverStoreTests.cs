using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class LeftoverStoreTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task A_batch_that_ended_with_failed_documents_is_opened_again_once()
    {
        var batch = await FailAsync();
        var store = Shop.Store;

        Assert.Equal([batch], await store.ListLeftoversAsync(Token));
        Assert.True(await store.OpenAgainAsync(batch, Token));
        Assert.False(await store.OpenAgainAsync(batch, Token));
        Assert.Empty(await store.ListLeftoversAsync(Token));
    }

    [Fact]
    public async Task Nothing_is_left_over_while_another_batch_waits_for_the_same_account()
    {
        await FailAsync();
        await Shop.AddAsync("open");

        Assert.Empty(await Shop.Store.ListLeftoversAsync(Token));
    }

    [Fact]
    public async Task What_ended_yesterday_is_left_alone()
    {
        await FailAsync();
        await Shop.Clock.AdvanceAsync(TimeSpan.FromHours(25));

        Assert.Empty(await Shop.Store.ListLeftoversAsync(Token));
    }

    private async Task<long> FailAsync()
    {
        var batch = await Shop.AddAsync("bad");
        for (var blame = 0; blame < 4; blame++) await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null);
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
        return batch;
    }
}
