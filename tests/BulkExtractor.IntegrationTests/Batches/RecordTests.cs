using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Database;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed partial class RecordTests(TestCluster cluster) : QueueTests(cluster)
{
    private static readonly ModelReply Busy = new()
    {
        Status = 429,
        Failure = new CallFailure(FailureClass.ModelPaused, "busy"),
    };

    private static readonly ModelReply Refused = new()
    {
        Status = 403,
        Failure = new CallFailure(FailureClass.ChunkAtFault, "content filter"),
    };

    [Fact]
    public async Task Answers_end_their_documents_and_the_last_one_the_batch()
    {
        var batch = await Shop.AddAsync(2);
        var chunks = await Shop.LeaseAsync(batch);

        await Shop.RecordAsync([chunks[0]], _ => "Ann");
        Assert.Equal("extracting", (await Shop.ProgressAsync(batch)).State);
        await Shop.RecordAsync([chunks[1]], _ => "Bob");

        Assert.Equal(["Ann", "Bob"], await Shop.ResultsAsync(batch));
        var progress = await Shop.ProgressAsync(batch);
        Assert.Equal(("finished", 2, 0, 0, 2), Counts(progress));
        Assert.NotNull(progress.FinishedAt);
    }

    [Fact]
    public async Task A_stale_token_changes_no_state_but_its_answer_is_kept()
    {
        var batch = await Shop.AddAsync(1);
        var lost = await Shop.LeaseAsync(batch);
        await Shop.Clock.AdvanceAsync(Minute);
        await Shop.LeaseAsync(batch, worker: 2);

        await Shop.RecordAsync(lost, _ => "late");

        Assert.Equal(["leased"], await Shop.StatesAsync());
        Assert.Equal(["late"], await Shop.ResultsAsync(batch));
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    [Fact]
    public async Task A_missing_answer_under_a_stale_token_changes_nothing()
    {
        var batch = await Shop.AddAsync(1);
        var lost = await Shop.LeaseAsync(batch);
        await Shop.Clock.AdvanceAsync(Minute);
        await Shop.LeaseAsync(batch, worker: 2);

        await Shop.RecordAsync(lost, _ => null);

        Assert.Equal("leased 0", await Shop.ReadAsync<string>("select state || ' ' || blame_count from bulk.chunks"));
    }

    [Fact]
    public async Task Of_two_answers_the_first_one_counts()
    {
        var batch = await Shop.AddAsync(1);
        var lost = await Shop.LeaseAsync(batch);
        await Shop.Clock.AdvanceAsync(Minute);
        var current = await Shop.LeaseAsync(batch, worker: 2);

        await Shop.RecordAsync(lost, _ => "first");
        await Shop.RecordAsync(current, _ => "second");

        Assert.Equal(["first"], await Shop.ResultsAsync(batch));
        Assert.Equal(["answered"], await Shop.StatesAsync());
        Assert.Equal(("finished", 1, 0, 0, 2), Counts(await Shop.ProgressAsync(batch)));
        Assert.Equal(1, (await Shop.ProgressAsync(batch)).Wasted);
    }

    [Fact]
    public async Task A_chunk_that_a_late_answer_reached_is_not_asked_again_when_the_next_request_misses_it()
    {
        var batch = await Shop.AddAsync(2);
        var lost = await Shop.LeaseAsync(batch, limit: 1);
        await Shop.Clock.AdvanceAsync(Minute);
        var current = await Shop.LeaseAsync(batch, worker: 2);
        await Shop.RecordAsync(lost, _ => "late");

        await Shop.RecordAsync(current, _ => null);

        Assert.Equal(["answered", "pending"], await Shop.StatesAsync());
    }

    [Fact]
    public async Task Recording_a_group_twice_changes_nothing()
    {
        var batch = await Shop.AddAsync(5);
        var chunks = await Shop.LeaseAsync(batch);
        var answered = await Shop.AskAsync([.. chunks.Take(3)], chunk => chunk.DocumentNo == 3 ? null : "x");
        var refused = await Shop.AskAsync([.. chunks.Skip(3)], _ => null, Busy);
        await Shop.Queue.RecordAsync([answered, refused], Token);
        var before = await EverythingAsync();

        await Shop.Clock.AdvanceAsync(TimeSpan.FromSeconds(5));
        await Shop.Queue.RecordAsync([answered, refused], Token);

        Assert.Equal(before, await EverythingAsync());
    }

    [Fact]
    public async Task After_four_answers_that_missed_it_a_document_is_given_up_with_the_reason()
    {
        var batch = await Shop.AddAsync(1);

        for (var blame = 1; blame <= 4; blame++)
        {
            Assert.Equal([null], await Shop.ResultsAsync(batch));
            await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null);
        }

        Assert.Equal(["missing from the reply"], await Shop.ResultsAsync(batch));
        Assert.Equal(["failed"], await Shop.StatesAsync());
        Assert.Equal(("finished", 0, 1, 0, 4), Counts(await Shop.ProgressAsync(batch)));
        Assert.Empty(await Shop.LeaseAsync(batch));
    }

    [Theory]
    [InlineData(FailureClass.AccountPaused)]
    [InlineData(FailureClass.AccountStopped)]
    [InlineData(FailureClass.ModelPaused)]
    [InlineData(FailureClass.ModelGone)]
    [InlineData(FailureClass.TryElsewhere)]
    public async Task However_often_a_request_is_refused_its_documents_stay_open(FailureClass failure)
    {
        var batch = await Shop.AddAsync(1);
        var reply = new ModelReply { Failure = new CallFailure(failure, "no") };

        for (var refusal = 0; refusal < 10; refusal++)
            await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null, reply);

        var chunk = Assert.Single(await Shop.LeaseAsync(batch));
        Assert.Equal((0, 0), (chunk.BlameCount, chunk.Suspicion));
        Assert.Empty(chunk.BlamedModels);
    }

    [Fact]
    public async Task Duplicates_are_answered_with_their_original_and_counted_as_cached()
    {
        var batch = await Shop.AddAsync("same", "other", "same", "same");
        var chunks = await Shop.LeaseAsync(batch);
        Assert.Equal(2, chunks.Count);

        await Shop.RecordAsync(chunks, chunk => chunk.Text);

        Assert.Equal(["same", "other", "same", "same"], await Shop.ResultsAsync(batch));
        Assert.Equal(("finished", 4, 0, 2, 1), Counts(await Shop.ProgressAsync(batch)));
    }

    [Fact]
    public async Task Duplicates_fail_with_their_original()
    {
        var batch = await Shop.AddAsync("same", "same");

        for (var blame = 0; blame < 4; blame++) await Shop.RecordAsync(await Shop.LeaseAsync(batch), _ => null);

        Assert.Equal(["missing from the reply", "missing from the reply"], await Shop.ResultsAsync(batch));
        Assert.Equal(("finished", 0, 2, 0, 4), Counts(await Shop.ProgressAsync(batch)));
    }

    private static (string State, int Extracted, int Failed, int Cached, int Requests) Counts(
        BulkExtractor.Batches.BatchProgress batch) =>
        (batch.State, batch.Extracted, batch.Failed, batch.Cached, batch.Requests);

    private Task<string> EverythingAsync() => Shop.ReadAsync<string>(
        """
        select concat_ws(E'\n',
          (select string_agg(b::text, E'\n' order by batch_id) from bulk.batches b),
          (select string_agg(c::text, E'\n' order by chunk_id) from bulk.chunks c),
          (select string_agg(a::text, E'\n' order by attempt_id) from bulk.attempts a),
          (select string_agg(a::text, E'\n' order by chunk_id, attempt_id) from bulk.answers a),
          (select string_agg(r::text, E'\n' order by document_no) from bulk.results r))
        """);
}
