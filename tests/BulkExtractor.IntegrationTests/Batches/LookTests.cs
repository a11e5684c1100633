using BulkExtractor.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Recording;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class LookTests(TestCluster cluster) : QueueTests(cluster)
{
    [Fact]
    public async Task A_doubtful_answer_is_asked_again_of_another_model_under_a_new_lease()
    {
        var (batch, first) = await AskDoubtfulAsync();

        await Shop.Queue.RecordAsync([first], Token);

        var chunk = Assert.Single(await Shop.LeaseAsync(batch));
        Assert.Equal((1, 0), (chunk.Question.No, chunk.BlameCount));
        Assert.Equal([first.Pack.Model.Key], chunk.Question.AnsweredBy);
        Assert.Equal([null], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task Recording_a_doubtful_answer_twice_changes_nothing()
    {
        var (batch, first) = await AskDoubtfulAsync();
        await Shop.Queue.RecordAsync([first], Token);
        var once = await ChunksAsync();

        await Shop.Queue.RecordAsync([first], Token);

        Assert.Equal(once, await ChunksAsync());
        Assert.Equal([null], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task A_worker_that_dies_over_a_second_opinion_loses_nothing()
    {
        var (batch, first) = await AskDoubtfulAsync();
        await Shop.Queue.RecordAsync([first], Token);
        await Shop.LeaseAsync(batch, worker: 2);

        await Shop.Clock.AdvanceAsync(Minute);

        await RecordAsync(await Shop.LeaseAsync(batch, worker: 3), "made up");
        Assert.Equal(["made up"], await Shop.ResultsAsync(batch));
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task A_late_answer_to_the_first_question_is_no_second_opinion()
    {
        var (batch, first) = await AskDoubtfulAsync();
        await Shop.Clock.AdvanceAsync(Minute);
        var again = Doubts.Of(await Shop.AskAsync(await Shop.LeaseAsync(batch), _ => "made up"));
        await Shop.Queue.RecordAsync([again], Token);

        await Shop.Queue.RecordAsync([first], Token);

        Assert.Equal([null], await Shop.ResultsAsync(batch));
        Assert.Equal(1, await Shop.ReadAsync<long>("select count(*) from bulk.answers"));
        Assert.Equal(1, Assert.Single(await Shop.LeaseAsync(batch)).Question.No);
    }

    [Fact]
    public async Task An_opinion_that_is_settled_ends_the_document_with_what_there_is()
    {
        var (batch, first) = await AskDoubtfulAsync();
        await Shop.Queue.RecordAsync([first], Token);

        var plan = (await Shop.Store.FindPlanAsync(batch, Token))!.Value.Batch;

        await Shop.Queue.SettleAsync(plan, await Shop.LeaseAsync(batch), "why not", Token);

        Assert.Equal(["made up"], await Shop.ResultsAsync(batch));
        Assert.Equal(["answered"], await Shop.StatesAsync());
        Assert.Equal(
            """["/name: not in the document", "/name: no other opinion: why not"]""",
            await Shop.ReadAsync<string>("select flags::text from bulk.results"));
    }

    [Fact]
    public async Task A_deferred_chunk_is_due_after_the_delay()
    {
        var (batch, first) = await AskDoubtfulAsync();
        await Shop.Queue.RecordAsync([first], Token);

        await Shop.Queue.DeferAsync(await Shop.LeaseAsync(batch), TimeSpan.FromMinutes(5), Token);

        Assert.Empty(await Shop.LeaseAsync(batch));
        await Shop.Clock.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Single(await Shop.LeaseAsync(batch));
    }

    [Fact]
    public async Task A_slice_is_asked_again_while_others_are_open_and_the_document_ends_once_all_are_settled()
    {
        var text = string.Join(' ', Enumerable.Repeat("word", 200));
        var batch = await Shop.AddAsync(
            new BatchSettings { SliceTokens = 60, Fresh = true, Inquiry = Doubts.Two }, text);
        var slices = await Shop.LeaseAsync(batch);
        await RecordAsync([slices[0]], "made up");
        var second = Assert.Single(await Shop.LeaseAsync(batch));

        await RecordAsync([.. slices.Skip(1)], null, "word");
        Assert.Equal([null], await Shop.ResultsAsync(batch));
        await RecordAsync([second], null, "word");

        Assert.Equal(["word"], await Shop.ResultsAsync(batch));
    }

    [Fact]
    public async Task A_deleted_batch_takes_its_opinions_along()
    {
        var (batch, first) = await AskDoubtfulAsync();
        await Shop.Queue.RecordAsync([first], Token);
        var second = Doubts.Of(await Shop.AskAsync(await Shop.LeaseAsync(batch), _ => "made up"));

        await Shop.Store.DeleteAsync(batch, Token);
        await Shop.Queue.RecordAsync([second], Token);

        Assert.Equal(0, await Shop.ReadAsync<long>(
            "select (select count(*) from bulk.chunks) + (select count(*) from bulk.results)"));
    }

    private async Task<(long Batch, AttemptResult First)> AskDoubtfulAsync()
    {
        var batch = await Shop.AddAsync(new BatchSettings { Inquiry = Doubts.Two, Fresh = true }, "text");
        return (batch, Doubts.Of(await Shop.AskAsync(await Shop.LeaseAsync(batch), _ => "made up")));
    }

    private Task RecordAsync(IReadOnlyList<LeasedChunk> chunks, string doubtful) =>
        RecordAsync(chunks, doubtful, doubtful);

    private async Task RecordAsync(IReadOnlyList<LeasedChunk> chunks, string? doubtful, string answer)
    {
        var attempt = await Shop.AskAsync(chunks, _ => answer);
        attempt = doubtful is null ? Doubts.Voting(attempt) : Doubts.Of(attempt);
        await Shop.Queue.RecordAsync([attempt], Token);
    }

    private Task<string> ChunksAsync() =>
        Shop.ReadAsync<string>("select string_agg(c::text, E'\\n' order by chunk_id) from bulk.chunks c");
}
