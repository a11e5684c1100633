using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Acceptance;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Models;

namespace BulkExtractor.IntegrationTests.Pipeline;

public sealed class RefusalTests(TestCluster cluster) : PipelineTests(cluster)
{
    [Fact(Timeout = Timeout)]
    public async Task A_request_that_was_not_sent_gives_its_permit_back_and_blames_nobody()
    {
        var account = Batches.TestApp.Account with { Cooldown = TimeSpan.FromMilliseconds(100) };
        var batch = await AddAsync(documents: 3, pack: 3);
        Client.Reply = pack => Client.Packs.Count == 1
            ? ScriptedModel.Fail(FailureClass.TryElsewhere, unsent: true)
            : ScriptedModel.Answer(pack, text => text);

        await StartAsync(Model("only", account));

        var progress = await FinishAsync(batch);
        Assert.Equal((3, 1, 0), (progress.Extracted, progress.Requests, progress.Wasted));
        Assert.Equal(
            ["unsent", "answered"],
            await Shop.ReadAsync<string[]>("select array_agg(outcome order by attempt_id) from bulk.attempts"));
        Assert.Equal(0, await Shop.ReadAsync<int>("select max(blame_count + suspicion) from bulk.chunks"));
    }

    [Fact(Timeout = Timeout)]
    public async Task A_permit_that_comes_too_late_is_given_back_and_nothing_is_sent_under_it()
    {
        await DelayFirstPermitAsync();
        var batch = await AddAsync(documents: 3, pack: 3);

        await StartAsync(Model("only"));

        await FinishAsync(batch);
        Assert.Equal(
            ["unsent", "answered"],
            await Shop.ReadAsync<string[]>("select array_agg(outcome order by attempt_id) from bulk.attempts"));
        Assert.Single(Client.Packs);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_permit_that_came_too_late_is_had_again_at_once_though_another_of_its_round_was_refused()
    {
        await DelayFirstPermitAsync();
        var onePerHour = new Limit(TimeSpan.FromHours(1)) { Requests = 1 };
        await AddAsync(documents: 8, pack: 1);

        await StartAsync(Model("only") with { Limits = [onePerHour] });
        await Client.AskedAsync(1, Token);

        Assert.Equal(1, await Shop.ReadAsync<long>("select count(*) from bulk.attempts where outcome = 'unsent'"));
    }

    [Fact(Timeout = Timeout)]
    public async Task While_all_models_are_paused_for_long_the_chunks_are_given_back_and_the_batch_says_why()
    {
        Options = Options with { LeaseDuration = TimeSpan.FromSeconds(4) };
        var batch = await AddAsync(documents: 30, pack: 3);
        Client.Reply = _ => ScriptedModel.Fail(FailureClass.ModelPaused, delay: TimeSpan.FromSeconds(4));
        Options = Options with { Parallelism = 1 };

        await StartAsync(Model("only"));
        var waiting = await ProgressAsync(batch, progress => progress.State == "waiting");
        Client.Reply = pack => ScriptedModel.Answer(pack, text => text);

        Assert.StartsWith("only: refused, until ", waiting.WaitingFor, StringComparison.Ordinal);
        await Until.TrueAsync(
            "all are handed back", async () => (await Shop.StatesAsync()).All(state => state == "pending"));
        Assert.Null((await FinishAsync(batch)).WaitingFor);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_model_that_refuses_leaves_the_work_to_the_others()
    {
        var batch = await AddAsync(documents: 30, pack: 3);
        Client.Reply = pack => pack.Model.Id == "gone"
            ? ScriptedModel.Fail(FailureClass.ModelGone)
            : ScriptedModel.Answer(pack, text => text);
        Options = Options with { Parallelism = 1 };

        // Of two in one tier, luck would say which is asked, and the one that is gone might never be.
        await StartAsync(Model("gone", tier: Tier.Local), Model("good"));

        var progress = await FinishAsync(batch);
        Assert.Equal((30, 11, 1), (progress.Extracted, progress.Requests, progress.Wasted));
    }

    [Theory(Timeout = Timeout)]
    [InlineData(FailureClass.ModelGone, false)]
    [InlineData(FailureClass.AccountStopped, false)]
    [InlineData(FailureClass.ChunkAtFault, true)]
    public async Task A_model_that_can_never_answer_costs_a_few_requests_and_no_document(
        FailureClass failure, bool unexplained)
    {
        var batch = await AddAsync(documents: 8, pack: 4);
        Client.Reply = _ => Refuse(failure, unexplained);

        await StartAsync(Model("only", Batches.TestApp.Account with { Cooldown = TimeSpan.FromMilliseconds(100) }));

        await Until.TrueAsync("it is left alone for long", () => Shop.ReadAsync<bool>(
            "select bool_or(paused_until > bulk.clock() + interval '10 minutes') from bulk.limit_scopes"));
        var waiting = await ProgressAsync(batch, progress => progress.State == "waiting");
        Assert.Contains("refused", waiting.WaitingFor, StringComparison.Ordinal);
        Assert.Equal(0, waiting.Failed);
        Assert.InRange(waiting.Requests, 1, 4);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_model_whose_habit_cannot_be_read_is_left_alone_after_two_packs()
    {
        var batch = await AddAsync(documents: 8, pack: 4);
        Client.Reply = _ => new ModelReply { Status = 200, Content = "Certainly!" };

        await StartAsync(Model("only", Batches.TestApp.Account));

        var waiting = await ProgressAsync(batch, progress => progress.State == "waiting");
        Assert.StartsWith("only: nothing of what it answers can be read", waiting.WaitingFor, StringComparison.Ordinal);
        Assert.Equal(0, waiting.Failed);
        Assert.InRange(waiting.Requests, 2, 4); // a pause may be over before somebody looks
    }

    [Theory(Timeout = Timeout)]
    [InlineData(FailureClass.ModelGone, false)]
    [InlineData(FailureClass.ChunkAtFault, true)]
    public async Task Beside_a_good_model_it_costs_hardly_more_requests_than_without_it(
        FailureClass failure, bool unexplained)
    {
        var bad = new Account("bad", new Uri("http://bad/v1"));
        var good = new Account("good", new Uri("http://good/v1"));
        var batch = await Shop.AddAsync(
            Batches.TestApp.New(new() { Pack = 10 }) with { Accounts = [bad.Id, good.Id] },
            [.. Enumerable.Range(1, 200).Select(number => $"text {number}")]);
        Client.Reply = pack => pack.Model.Id == "bad"
            ? Refuse(failure, unexplained)
            : ScriptedModel.Answer(pack, text => text);

        await StartAsync(Model("bad", bad), Model("good", good));

        var progress = await FinishAsync(batch);
        Assert.Equal((200, 0), (progress.Extracted, progress.Failed));
        Assert.InRange(progress.Requests, 20, 24);
    }

    [Fact(Timeout = Timeout)]
    public async Task Of_a_single_account_a_document_that_is_refused_without_a_word_fails_alone()
    {
        var batch = await AddAsync(documents: 200, pack: 10);
        Client.Reply = pack => pack.Chunks.Any(chunk => chunk.Chunk.Text == "text 77")
            ? Refuse(FailureClass.ChunkAtFault, unexplained: true)
            : ScriptedModel.Answer(pack, text => text);

        await StartAsync(Model("only", Batches.TestApp.Account with { Cooldown = TimeSpan.FromMilliseconds(100) }));

        var progress = await FinishAsync(batch);
        Assert.Equal((199, 1), (progress.Extracted, progress.Failed));
        Assert.InRange(progress.Requests, 21, 28);
    }

    private static ModelReply Refuse(FailureClass failure, bool unexplained) => new()
    {
        Status = 400,
        Failure = new CallFailure(failure, "refused") { Unexplained = unexplained },
    };

    private Task DelayFirstPermitAsync() => Shop.ExecuteAsync(
        """
        create sequence bulk.permits_asked;
        create or replace function bulk.unsendable(
          in_batch bigint, in_chunks bigint[], in_tokens bigint[], t timestamptz)
        returns text language plpgsql as $$
        begin
          if nextval('bulk.permits_asked') = 1 then perform pg_sleep(1.2); end if;
          return null;
        end $$
        """);
}
