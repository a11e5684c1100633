using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using BulkExtractor.Tests;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Pipeline;

public sealed class ActivePlansTests(TestDatabase test) : IClassFixture<TestDatabase>
{
    private static readonly Account Account = Some.Account();

    private readonly ManualClock _clock = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_goes_on_with_the_models_that_its_workers_pool_has_now()
    {
        var pool = new Pool([Account], [Some.Model("first:free", Account)], "", []);
        var live = new LivePool(pool);
        var plans = await PlansAsync(live);
        var first = Assert.Single(Assert.Single(await ListAsync(plans)).Candidates).Id;

        live.Change(pool with { Models = [Some.Model("second:free", Account)] });

        var after = Assert.Single(await ListAsync(plans));
        Assert.Equal("first:free", first);
        Assert.Equal("second:free", Assert.Single(after.Candidates).Id);
        Assert.True(after.Budget(after.Candidates[0]).Documents > 0);
    }

    [Fact]
    public async Task A_batch_without_models_waits_for_some()
    {
        var pool = new Pool([Account], [], "", []);
        var live = new LivePool(pool);
        var plans = await PlansAsync(live);
        Assert.Empty(await ListAsync(plans));

        live.Change(pool with { Models = [Some.Model("new:free", Account)] });

        Assert.NotEmpty(await ListAsync(plans));
    }

    private async Task<ActivePlans> PlansAsync(LivePool live) => new(
        await StoreAsync(),
        new WorkerIdentity(1, [Account.Id]),
        live,
        new PackSizeLearner(),
        new PipelineOptions(),
        _clock);

    // Plans are looked up again only after a while.
    private Task<IReadOnlyList<BatchPlan>> ListAsync(ActivePlans plans)
    {
        _clock.Advance(new PipelineOptions().IdleInterval);
        return plans.ListAsync(Token);
    }

    private async Task<IBatchStore> StoreAsync()
    {
        var database = new Postgres.Database(
            test.DataSource, TimeProvider.System, NullLogger<Postgres.Database>.Instance);
        var store = new PostgresBatchStore(database);
        await test.ExecuteAsync("update bulk.batches set state = 'cancelled'");
        var batch = new NewBatch(
            Some.Definition(), "test", ["text"], new BatchSettings(), [Account.Id], "", Simulated: false);
        var stored = await store.AddAsync(batch, AsyncEnumerable.Empty<Document>(), Token);
        await test.ExecuteAsync($"update bulk.batches set state = 'extracting' where batch_id = {stored.BatchId}");
        return store;
    }
}
