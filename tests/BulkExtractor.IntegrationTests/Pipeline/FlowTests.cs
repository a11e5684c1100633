using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Models;

namespace BulkExtractor.IntegrationTests.Pipeline;

public sealed class FlowTests(TestCluster cluster) : PipelineTests(cluster)
{
    [Fact(Timeout = Timeout)]
    public async Task All_documents_are_extracted_in_as_few_requests_as_it_takes()
    {
        var batch = await AddAsync(documents: 95, pack: 10);

        await StartAsync(Model("first"), Model("second"));

        var progress = await FinishAsync(batch);
        Assert.Equal((95, 0, 10, 0), (progress.Extracted, progress.Failed, progress.Requests, progress.Wasted));
        Assert.Equal(Enumerable.Range(1, 95).Select(number => $"text {number}"), await Shop.ResultsAsync(batch));
    }

    [Fact(Timeout = Timeout)]
    public async Task New_chunks_are_worked_on_at_once_however_seldom_the_worker_looks()
    {
        Options = Options with { IdleInterval = TimeSpan.FromHours(1) };
        await StartAsync(Model("only"));

        await AddAsync(documents: 5, pack: 5);

        await Client.AskedAsync(1, Token);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_pack_that_is_not_full_waits_for_the_chunks_of_requests_under_way()
    {
        var batch = await AddAsync(documents: 15, pack: 10);
        Client.Hold();
        Client.Reply = pack => ScriptedModel.Answer(
            pack, text => Client.Packs.Count == 1 && text is "text 2" or "text 3" ? null : text);

        await StartAsync(Model("only"));
        await Client.AskedAsync(1, Token);
        Client.Release();

        await Client.AskedAsync(2, Token);
        Assert.Equal([10, 7], Client.Packs.Select(pack => pack.Chunks.Count));
        Client.Reply = pack => ScriptedModel.Answer(pack, text => text);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_pack_that_is_not_full_goes_when_the_requests_under_way_take_too_long()
    {
        Options = Options with { PartialPackDelay = TimeSpan.FromMilliseconds(200) };
        await StartAsync(Model("only"));
        await AnswerOnceAsync();
        Client.Hold();

        await AddAsync(documents: 15, pack: 10);

        await Client.AskedAsync(2, Token);
        Assert.Equal([10, 5], Client.Packs.Select(pack => pack.Chunks.Count));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_chunk_that_is_missing_in_a_reply_goes_to_another_model()
    {
        var batch = await AddAsync(documents: 5, pack: 5);
        Client.Reply = pack => ScriptedModel.Answer(
            pack, text => pack == Client.Packs[0] && text == "text 3" ? null : text);

        await StartAsync(Model("first"), Model("second"));

        var progress = await FinishAsync(batch);
        Assert.Equal((5, 2), (progress.Extracted, progress.Requests));
        Assert.Equal(["first", "second"], Client.Packs.Select(pack => pack.Model.Id).Order());
    }

    [Fact(Timeout = Timeout)]
    public async Task A_document_that_spoils_every_reply_is_narrowed_down_and_blamed_alone()
    {
        var batch = await AddAsync(documents: 10, pack: 10);
        Client.Reply = pack => pack.Chunks.Any(chunk => chunk.Chunk.Text == "text 7")
            ? new ModelReply { Status = 200, Content = "I'm sorry." }
            : ScriptedModel.Answer(pack, text => text);

        await StartAsync(Model("only", Batches.TestApp.Account with { Cooldown = TimeSpan.FromMilliseconds(50) }));

        var progress = await FinishAsync(batch);
        Assert.Equal((9, 1), (progress.Extracted, progress.Failed));
        Assert.Contains("missing from the reply", (await Shop.ResultsAsync(batch))[6], StringComparison.Ordinal);
        // About: 10, one alone to try the model, 9, then half by half 5, 3 or 2, 1 or 2, the bad one until it is
        // blamed four times.
        Assert.InRange(progress.Requests, 8, 14);
    }

    [Fact(Timeout = Timeout)]
    public async Task Two_batches_both_go_on()
    {
        Options = Options with { Parallelism = 1 };
        var large = await AddAsync(documents: 100, pack: 2);
        var small = await AddAsync(documents: 10, pack: 2);

        await StartAsync(Model("only"));

        await FinishAsync(small);
        Assert.NotEqual("finished", (await Shop.ProgressAsync(large)).State);
        await FinishAsync(large);
    }

    [Fact(Timeout = Timeout)]
    public async Task An_account_never_gets_more_requests_at_once_than_it_takes()
    {
        var narrow = new Account("narrow", new Uri("http://narrow/v1")) { Parallel = 1 };
        var wide = new Account("wide", new Uri("http://wide/v1"));
        var batch = (await Shop.Store.AddAsync(
            Batches.TestApp.New(new() { Pack = 2 }) with { Accounts = [narrow.Id, wide.Id] },
            Batches.TestApp.Documents([.. Enumerable.Range(1, 30).Select(number => $"text {number}")]),
            Token)).BatchId;
        await Shop.SplitAsync(batch);
        Client.Holds = pack => pack.Model.Id == "local";
        Client.Hold();

        await StartAsync(Model("local", narrow, Tier.Local), Model("free", wide));
        await ProgressAsync(batch, progress => progress.Extracted == 28);

        Assert.Single(Client.Packs, pack => pack.Model.Id == "local");
        Client.Release();
        await FinishAsync(batch);
    }
}
