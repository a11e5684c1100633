using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Pipeline;

public sealed class StopTests(TestCluster cluster) : PipelineTests(cluster)
{
    [Fact(Timeout = Timeout)]
    public async Task Draining_finishes_what_is_under_way_and_gives_the_rest_back()
    {
        Options = Options with { Parallelism = 2 };
        var run = await StartAsync(Model("only"));
        await AnswerOnceAsync();
        Client.Hold();
        var batch = await AddAsync(documents: 10, pack: 2);
        await Client.AskedAsync(2, Token);

        await DrainAsync();
        Assert.False(run.IsCompleted);
        Client.Release();
        await run;

        Assert.Equal(2, Client.Packs.Count);
        Assert.Equal(4, (await Shop.ProgressAsync(batch)).Extracted);
        Assert.Equal(
            (1 + 4, 6),
            ((await Shop.StatesAsync()).Count(s => s == "answered"),
                (await Shop.StatesAsync()).Count(s => s == "pending")));
    }

    [Fact(Timeout = Timeout)]
    public async Task The_next_worker_goes_on_with_what_the_last_one_learned_of_a_model()
    {
        var settings = new BatchSettings { Pack = 4, PackIsAuto = true, Fresh = true };
        var first = await Shop.AddAsync(settings, "a", "b", "c", "d");
        await StartAsync(Model("only"));
        await FinishAsync(first);
        await EndAsync();

        var second = await Shop.AddAsync(settings, "e", "f", "g", "h", "i");
        await StartAsync(Model("only"));
        await FinishAsync(second);

        Assert.Equal([4, 5], Client.Packs.Select(pack => pack.Chunks.Count));
    }

    [Fact(Timeout = Timeout)]
    public async Task What_was_learned_with_packs_of_a_named_size_does_not_make_others_small()
    {
        var first = await Shop.AddAsync(new BatchSettings { Pack = 1, Fresh = true }, "a");
        await StartAsync(Model("only"));
        await FinishAsync(first);

        var second = await Shop.AddAsync(
            new BatchSettings { Pack = 4, PackIsAuto = true, Fresh = true }, "b", "c", "d", "e");
        await FinishAsync(second);

        Assert.Equal([1, 4], Client.Packs.Select(pack => pack.Chunks.Count));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_worker_without_work_drains_at_once()
    {
        Options = Options with { IdleInterval = TimeSpan.FromHours(1) };
        var run = await StartAsync(Model("only"));

        await DrainAsync();

        await run;
    }

    [Fact(Timeout = Timeout)]
    public async Task Aborting_leaves_the_leases_to_run_out()
    {
        await AddAsync(documents: 2, pack: 2);
        Client.Hold();
        var run = await StartAsync(Model("only"));
        await Client.AskedAsync(1, Token);

        await AbortAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        Assert.Equal(["leased", "leased"], await Shop.StatesAsync());
    }

    [Fact(Timeout = Timeout)]
    public async Task An_unexpected_failure_of_the_client_stops_the_worker_with_its_error()
    {
        await AddAsync(documents: 100, pack: 2);
        Client.Reply = _ => throw new InvalidOperationException("a bug");

        var run = await StartAsync(Model("only"));

        var error = await Assert.ThrowsAsync<InvalidOperationException>(() => run);
        Assert.Equal("a bug", error.Message);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_batch_that_is_cancelled_gets_no_further_request()
    {
        Options = Options with { Parallelism = 2 };
        var run = await StartAsync(Model("only"));
        await AnswerOnceAsync();
        Client.Hold();
        var batch = await AddAsync(documents: 50, pack: 1);
        await Client.AskedAsync(2, Token);

        await Shop.Store.CancelAsync(batch, Token);
        Client.Release();
        await ProgressAsync(batch, progress => progress.Extracted == 2);
        var next = await AddAsync(documents: 1, pack: 1);
        await FinishAsync(next);
        await DrainAsync();
        await run;

        Assert.Equal(3, Client.Packs.Count);
        Assert.Equal("cancelled", (await Shop.ProgressAsync(batch)).State);
    }
}
