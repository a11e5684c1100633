using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Documents;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using BulkExtractor.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Pipeline;

public sealed class ActivePlansTests(TestDatabase test) : IClassFixture<TestDatabase>
{
    private static readonly Account Account = Some.Account();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_goes_on_with_the_models_that_its_workers_pool_has_now()
    {
        var pool = new Pool([Account], [Some.Model("first:free", Account)], "", []);
        var live = new LivePool(pool);
        var plans = new ActivePlans(await StoreAsync(), new WorkerIdentity(1, [Account.Id]), live);
        var before = Assert.Single(await plans.RefreshAsync(Token));

        live.Change(pool with { Models = [Some.Model("second:free", Account)] });

        var after = Assert.Single(await plans.RefreshAsync(Token));
        Assert.Equal("first:free", Assert.Single(before.Candidates).Id);
        Assert.Equal("second:free", Assert.Single(after.Candidates).Id);
        Assert.Same(after, plans[after.Batch.BatchId]);
        Assert.True(after.Budget(after.Candidates[0]).Documents > 0);
    }

    [Fact]
    public async Task A_batch_without_models_waits_for_some()
    {
        var pool = new Pool([Account], [], "", []);
        var live = new LivePool(pool);
        var plans = new ActivePlans(await StoreAsync(), new WorkerIdentity(1, [Account.Id]), live);
        Assert.Empty(await plans.RefreshAsync(Token));

        live.Change(pool with { Models = [Some.Model("new:free", Account)] });

        Assert.NotEmpty(await plans.RefreshAsync(Token));
    }

    private async Task<IBatchStore> StoreAsync()
    {
        var database = new Postgres.Database(
            test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance);
        var store = new PostgresBatchStore(database, test.DataSource);
        await test.ExecuteAsync("update bulk.batches set state = 'cancelled'");
        var batch = new NewBatch(
            Some.Definition(), "test", ["text"], new BatchSettings(), [Account.Id], "", Simulated: false);
        var stored = await store.AddAsync(batch, AsyncEnumerable.Empty<Document>(), Token);
        await test.ExecuteAsync($"update bulk.batches set state = 'extracting' where batch_id = {stored.BatchId}");
        return store;
    }
}
