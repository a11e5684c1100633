using System.Text.Json.Nodes;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Jobs;
using BulkExtractor.Review;
using BulkExtractor.Schema;
using BulkExtractor.Tests;

namespace BulkExtractor.IntegrationTests.Pipeline;

public sealed class VotesTests(TestCluster cluster) : PipelineTests(cluster)
{
    [Fact(Timeout = Timeout)]
    public async Task What_is_doubtful_is_asked_of_another_model_all_in_one_request_and_nothing_else_is()
    {
        var batch = await AddAsync(votes: 3, "text 1", "text 2", "text 3", "text 4", "text 5", "text 6");
        Client.Reply = pack => ScriptedModel.Answer(
            pack, text => Client.Packs.Count == 1 && text[^1] < '4' ? $"made up {text[^1]}" : text);

        await StartAsync(Model("one"), Model("other"), Model("third"));

        var progress = await FinishAsync(batch);
        Assert.Equal((6, 2, 0), (progress.Extracted, progress.Requests, progress.Wasted));
        Assert.Equal(Enumerable.Range(1, 6).Select(number => $"text {number}"), await Shop.ResultsAsync(batch));
        Assert.Equal(["text 1", "text 2", "text 3"], Client.Packs[1].Chunks.Select(chunk => chunk.Chunk.Text).Order());
        Assert.NotEqual(Client.Packs[0].Model, Client.Packs[1].Model);
    }

    [Fact(Timeout = Timeout)]
    public async Task A_third_model_decides_where_two_disagree_and_what_each_said_is_kept()
    {
        var batch = await AddAsync(votes: 3, "alpha beta");
        Client.Reply = pack => ScriptedModel.Answer(
            pack, _ => Client.Packs.Count switch { 1 => "made up", 2 => "invented", _ => "invented" });

        await StartAsync(Model("one"), Model("other"), Model("third"));

        var progress = await FinishAsync(batch);
        Assert.Equal(3, progress.Requests);
        Assert.Equal(["invented"], await Shop.ResultsAsync(batch));
        var row = Assert.Single(await Shop.Results.ReadAsync(batch, null, Token).ToListAsync(Token));
        var said = Assert.Single(row.Said);
        Assert.Equal(["invented", "made up"], said.Values.Select(value => value.Value!.GetValue<string>()));
        Assert.Equal(Client.Packs.Skip(1).Select(pack => pack.Model.Id).Order(), said.Values[0].By.Order());
        Assert.Contains(said.Flag, row.Flags);
    }

    [Fact(Timeout = Timeout)]
    public async Task Votes_on_everything_ask_every_document_twice()
    {
        var batch = await AddAsync(new VotingOptions { Votes = 3, Everywhere = true }, "text 1", "text 2");

        await StartAsync(Model("one"), Model("other"));

        var progress = await FinishAsync(batch);
        Assert.Equal((2, 2), (progress.Extracted, progress.Requests));
        Assert.Equal(["one", "other"], Client.Packs.Select(pack => pack.Model.Id).Order());
    }

    [Fact(Timeout = Timeout)]
    public async Task A_document_does_not_hang_for_want_of_another_model()
    {
        var batch = await AddAsync(votes: 3, "text 1");
        Client.Reply = pack => ScriptedModel.Answer(pack, _ => "made up");

        await StartAsync(Model("only"));

        Assert.Equal((1, 1), Counts(await FinishAsync(batch)));
        Assert.Equal(["made up"], await Shop.ResultsAsync(batch));
        Assert.Contains("/name: no other opinion: no other model can be asked", await FlagsAsync());
    }

    [Fact(Timeout = Timeout)]
    public async Task An_opinion_that_fails_again_and_again_leaves_the_first_answer()
    {
        var batch = await AddAsync(votes: 3, "text 1");
        Client.Reply = pack => Client.Packs.Count == 1
            ? ScriptedModel.Answer(pack, _ => "made up")
            : new ModelReply { Status = 200, Content = "I'm sorry." };

        await StartAsync(Model("one"), Model("other"));

        Assert.Equal((1, 5), Counts(await FinishAsync(batch)));
        Assert.Equal(["made up"], await Shop.ResultsAsync(batch));
        Assert.Contains("/name: no other opinion: missing from the reply", await FlagsAsync());
    }

    [Fact(Timeout = Timeout)]
    public async Task A_model_that_is_gone_is_not_waited_for()
    {
        var batch = await AddAsync(votes: 2, "text 1");
        Client.Reply = pack => Client.Packs.Count == 1
            ? ScriptedModel.Answer(pack, _ => "made up")
            : ScriptedModel.Fail(FailureClass.ModelGone);

        await StartAsync(Model("one"), Model("other"));

        Assert.Equal(1, (await FinishAsync(batch)).Extracted);
        Assert.Equal(["made up"], await Shop.ResultsAsync(batch));
    }

    [Fact(Timeout = Timeout)]
    public async Task Equal_documents_get_what_was_voted_for_their_original()
    {
        var batch = await AddAsync(votes: 3, "text 1", "text 1");
        Client.Reply = pack => ScriptedModel.Answer(pack, text => Client.Packs.Count == 1 ? "made up" : text);

        await StartAsync(Model("one"), Model("other"));

        Assert.Equal((2, 2), Counts(await FinishAsync(batch)));
        Assert.Equal(["text 1", "text 1"], await Shop.ResultsAsync(batch));
        Assert.Equal(2, await Shop.ReadAsync<long>("select count(distinct said::text) + 1 from bulk.results"));
    }

    [Fact(Timeout = Timeout)]
    public async Task What_is_answered_is_kept_when_the_batch_is_cancelled_before_the_second_opinion()
    {
        var batch = await AddAsync(votes: 3, "text 1", "text 2");
        Client.Holds = pack => pack.Chunks.Count == 1;
        Client.Hold();
        Client.Reply = pack => ScriptedModel.Answer(pack, text => text[^1] == '1' ? "made up" : text);
        await StartAsync(Model("one"), Model("other"));
        await Client.AskedAsync(2, Token);

        await Shop.Store.CancelAsync(batch, Token);

        Assert.Equal(["made up", "text 2"], await Shop.ResultsAsync(batch));
        Assert.Equal("cancelled", (await Shop.ProgressAsync(batch)).State);
        Client.Release();
    }

    [Fact(Timeout = Timeout)]
    public async Task Lists_are_asked_again_for_what_was_missed_until_a_pass_brings_nothing_new()
    {
        var settings = new BatchSettings { Pack = 10, Fresh = true, Inquiry = new VotingOptions { Passes = 5 } };
        var batch = await Shop.AddAsync(
            TestApp.New(settings) with { Definition = Lists }, "red green blue", "none here");
        Client.Reply = pack => Colours(
            pack, Client.Packs.Count switch { 1 => ["red"], 2 => ["blue", "red"], 3 => ["green"], _ => [] });

        await StartAsync(Model("only"));

        Assert.Equal((2, 4), Counts(await FinishAsync(batch)));
        Assert.Equal(
            ["""{"colours": ["red", "green", "blue"]}""", """{"colours": []}"""],
            await Shop.ReadAsync<string[]>("select array_agg(fields::text order by document_no) from bulk.results"));
        Assert.Equal(
            [null, "colours: \"red\"", "colours: \"red\", \"blue\"", "colours: \"red\", \"green\", \"blue\""],
            Client.Packs.Select(pack => pack.Chunks[^1].Chunk.Question.Found));
    }

    private static readonly Definition Lists = Some.Definition() with
    {
        Schema = """
            {"type":"object","properties":{"colours":{"type":"array","items":{"type":"string"}}},"required":["colours"]}
            """,
        Fields = SchemaReader.Read("schema.json", """
            {"type":"object","properties":{"colours":{"type":"array","items":{"type":"string"}}},"required":["colours"]}
            """),
    };

    // Colours stand in one of the documents only.
    private static ModelReply Colours(Pack pack, string[] colours) => new()
    {
        Status = 200,
        Content = new JsonObject
        {
            ["documents"] = new JsonArray(
            [
                .. pack.Chunks.Select(chunk => new JsonObject
                {
                    ["id"] = chunk.Id,
                    ["fields"] = new JsonObject
                    {
                        ["colours"] = new JsonArray(
                            [.. colours.Where(chunk.Chunk.Text.Contains).Select(colour => JsonValue.Create(colour))]),
                    },
                }),
            ]),
        }.ToJsonString(),
    };

    private Task<long> AddAsync(int votes, params string[] texts) =>
        AddAsync(new VotingOptions { Votes = votes }, texts);

    private Task<long> AddAsync(VotingOptions inquiry, params string[] texts) =>
        Shop.AddAsync(new BatchSettings { Pack = 10, Fresh = true, Inquiry = inquiry }, texts);

    private Task<string> FlagsAsync() => Shop.ReadAsync<string>("select string_agg(flags::text, '') from bulk.results");

    private static (int Extracted, int Requests) Counts(BatchProgress batch) => (batch.Extracted, batch.Requests);
}
