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
        var plans = Plans(await StoreAsync(), live);
        var plan = Assert.Single(await plans.ListAsync(Token));
        Assert.Equal("first:free", Assert.Single(plan.Candidates).Id);

        live.Change(pool with { Models = [Some.Model("second:free", Account)] });

        Assert.Same(plan, Assert.Single(await plans.ListAsync(Token)));
        Assert.Equal("second:free", Assert.Single(plan.Candidates).Id);
        Assert.True(plan.Budget(plan.Candidates[0]).Documents > 0);
    }

    [Fact]
    public async Task A_batch_without_models_waits_for_some()
    {
        var pool = new Pool([Account], [], "", []);
        var live = new LivePool(pool);
        var plans = Plans(await StoreAsync(), live);
        Assert.Empty(await plans.ListAsync(Token));

        live.Change(pool with { Models = [Some.Model("new:free", Account)] });

        Assert.NotEmpty(await plans.ListAsync(Token));
    }

    [Fact]
    public async Task Nothing_more_joins_the_packs_of_a_batch_that_ended()
    {
        var plans = Plans(await StoreAsync(), LiveWith(Some.Model("m", Account)));
        var plan = Assert.Single(await plans.ListAsync(Token));
        Assert.False(plan.Dry);

        await test.ExecuteAsync("update bulk.batches set state = 'cancelled'");

        Assert.Empty(await plans.ListAsync(Token));
        Assert.True(plan.Dry);
    }

    [Fact]
    public async Task The_database_is_asked_only_now_and_then()
    {
        var clock = new ManualClock();
        var plans = Plans(await StoreAsync(), LiveWith(Some.Model("m", Account)), TimeSpan.FromSeconds(1), clock);
        await plans.ListAsync(Token);
        await test.ExecuteAsync("update bulk.batches set state = 'cancelled'");

        Assert.NotEmpty(await plans.ListAsync(Token));
        clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Empty(await plans.ListAsync(Token));
    }

    [Fact]
    public async Task What_a_batch_waits_for_is_said_again_when_another_worker_said_something_else()
    {
        var plans = Plans(await StoreAsync(), LiveWith(Some.Model("m", Account)));
        var plan = Assert.Single(await plans.ListAsync(Token));
        await plans.SetWaitingAsync(plan, "mine", Token);
        await test.ExecuteAsync("update bulk.batches set waiting_for = 'theirs'");

        await plans.ListAsync(Token);
        await plans.SetWaitingAsync(plan, "mine", Token);

        Assert.Equal("mine", await test.ReadAsync<string>(
            $"select waiting_for from bulk.batches where batch_id = {plan.Batch.BatchId}"));
    }

    private static LivePool LiveWith(Model model) => new(new Pool([Account], [model], "", []));

    private static ActivePlans Plans(
        IBatchStore store, LivePool pool, TimeSpan idle = default, TimeProvider? clock = null) =>
        new(
            store,
            new WorkerIdentity(1, [Account.Id]),
            pool,
            new PipelineOptions { IdleInterval = idle },
            clock ?? TimeProvider.System);

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
