using System.Collections.Concurrent;
using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;

namespace BulkExtractor.IntegrationTests.Pipeline;

public sealed class SentinelTests(TestCluster cluster, ITestOutputHelper output) : PipelineTests(cluster)
{
    private const int Documents = 600;

    private static readonly string[] Texts = [.. Enumerable.Range(1, Documents).Select(number => $"text {number}")];

    [Fact(Timeout = Timeout)]
    public async Task Sentinels_ride_in_the_share_that_is_wished_and_show_nowhere()
    {
        var batch = await AddMeasuredAsync(Documents, share: 0.1);

        await StartAsync(Model("first"), Model("second"), Model("third"));

        var progress = await FinishAsync(batch);
        var sent = Client.Packs.SelectMany(pack => pack.Chunks).ToList();
        var riding = sent.Count(document => document.Sentinel is not null);
        Assert.InRange(riding, (sent.Count * 0.1) - 4, (sent.Count * 0.1) + 4);
        Assert.All(Client.Packs, pack => Assert.InRange(pack.Chunks.Count, 1, 10));
        Assert.Equal((Documents, Documents, 0), (progress.Documents, progress.Extracted, progress.Failed));
        Assert.Equal(Texts, await Shop.ResultsAsync(batch));
        Assert.Equal(riding, await Shop.ReadAsync<int>("select sum(right_count)::int from bulk.sentinels"));
        Assert.Equal(3, await Shop.ReadAsync<int>("select count(distinct model)::int from bulk.sentinels"));
        Assert.Equal(
            Client.Packs.Sum(pack => pack.Chunks.Count(document => document.Sentinel is null)),
            await Shop.ReadAsync<int>("select sum(chunk_count)::int from bulk.attempts"));
    }

    [Fact(Timeout = Timeout)]
    public async Task What_a_model_read_since_it_turned_bad_is_asked_of_the_others()
    {
        var batch = await AddMeasuredAsync(Documents, share: 0.1);
        var answers = new ConcurrentDictionary<string, int>();
        Client.Reply = pack =>
            answers.AddOrUpdate(pack.Model.Id, 1, (_, count) => count + 1) > 7 && pack.Model.Id == "second"
                ? ScriptedModel.Answer(pack, _ => "made up")
                : ScriptedModel.Answer(pack, text => text);

        await StartAsync(Model("first"), Model("second"), Model("third"));
        await ProgressAsync(batch, progress => progress.State == "finished");

        var wrong = (await Shop.ResultsAsync(batch)).Zip(Texts).Count(pair => pair.First != pair.Second);
        var again = await Shop.Sentinels.CountTakenBackAsync(batch, Token);
        output.WriteLine($"{Documents} documents, 10 % sentinels: {again} rows asked again, {wrong} wrong values left");
        Assert.Equal(0, wrong);
        Assert.InRange(again, 10, Documents / 2);
        Assert.Equal(
            "second",
            await Shop.ReadAsync<string>("select model from bulk.model_accuracies where quarantined_at is not null"));
        await CountsAreRightAsync(batch);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_benched_model_comes_back_after_a_trial_that_went_well()
    {
        Options = Options with { TrialPause = TimeSpan.FromSeconds(1) };
        var batch = await AddMeasuredAsync(20, share: 0.1);
        await BenchAsync(batch, "first");

        await StartAsync(Model("first"));

        Assert.Equal(20, (await FinishAsync(batch)).Extracted);
        Assert.Contains(Client.Packs[0].Chunks, document => document.Sentinel is not null);
        Assert.Equal("on trial", Client.Packs[0].Choice);
        Assert.Equal(0, await Shop.ReadAsync<int>("select count(quarantined_at)::int from bulk.model_accuracies"));
    }

    [Fact(Timeout = Timeout)]
    public async Task What_a_benched_model_reads_on_a_trial_that_went_badly_does_not_count()
    {
        var batch = await AddMeasuredAsync(20, share: 0.1);
        await BenchAsync(batch, "first");
        await Shop.ExecuteAsync("update bulk.model_accuracies set trial_at = bulk.clock()");
        Client.Reply = pack => ScriptedModel.Answer(pack, text => pack.Model.Id == "first" ? "made up" : text);
        Client.Holds = pack => pack.Model.Id == "second";
        Client.Hold();

        await StartAsync(Model("first"), Model("second"));
        await Client.AskedAsync(2, Token);
        Client.Release();

        await FinishAsync(batch);
        Assert.Contains(Client.Packs, pack => pack.Model.Id == "first");
        Assert.Equal(Texts.Take(20), await Shop.ResultsAsync(batch));
        Assert.Equal(1, await Shop.ReadAsync<int>("select count(quarantined_at)::int from bulk.model_accuracies"));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_batch_whose_models_are_all_benched_says_so()
    {
        var batch = await AddMeasuredAsync(20, share: 0.1);
        await BenchAsync(batch, "first");

        await StartAsync(Model("first"));

        var progress = await ProgressAsync(batch, progress => progress.State == "waiting");
        Assert.Equal("first is benched: it misread sentinels", progress.WaitingFor);
        Assert.Empty(Client.Packs);
    }

    private async Task<long> AddMeasuredAsync(int documents, double share) => await Shop.AddAsync(
        TestApp.New(new BatchSettings { Pack = 10, Fresh = true, Sentinel = share }) with
        {
            Gold = [.. Enumerable.Range(1, 30).Select(n => new GoldRow($"gold {n}", new() { ["name"] = $"gold {n}" }))],
        },
        Texts[..documents]);

    private Task BenchAsync(long batch, string model) => Shop.ExecuteAsync(
        $"""
        insert into bulk.model_accuracies (definition_id, account, model, expected, quarantined_at, reason, trial_at)
        select definition_id, '{TestApp.Account.Id}', '{model}', 0.9, bulk.clock(), 'bad', bulk.clock() + interval '{(
            Options.TrialPause > TimeSpan.FromMinutes(1) ? "1 hour" : "0")}'
        from bulk.batches where batch_id = {batch}
        """);

    private async Task CountsAreRightAsync(long batch)
    {
        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(
            (progress.Extracted, progress.Failed),
            (await Shop.ReadAsync<int>("select count(*)::int from bulk.results where state = 'extracted'"),
                await Shop.ReadAsync<int>("select count(*)::int from bulk.results where state = 'failed'")));
        Assert.Equal(Documents, progress.Extracted + progress.Failed);
    }
}
