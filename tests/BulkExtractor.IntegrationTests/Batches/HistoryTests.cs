using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Recording;

namespace BulkExtractor.IntegrationTests.Batches;

public sealed class HistoryTests(TestCluster cluster) : QueueTests(cluster)
{
    private const int Workers = 6;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_several_workers_do_the_counts_are_those_of_the_results(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        long[] batches = [await AddAsync(random), await AddAsync(random)];
        var late = new List<AttemptResult>();

        for (var round = 0; round < 25; round++)
        {
            var seeds = Enumerable.Range(0, Workers).Select(_ => random.Next()).ToList();
            foreach (var kept in await Task.WhenAll(seeds.Select(s => WorkAsync(s, batches)))) late.AddRange(kept);
            await Shop.Clock.AdvanceAsync(Minute * random.NextDouble());
            var due = late.Where(_ => random.Next(3) == 0).ToList();
            await Task.WhenAll(due.Chunk(3).Select(group => Shop.Queue.RecordAsync(group, Token)));
            if (round == 15) foreach (var batch in batches) await Shop.Store.RetryAsync(batch, Token);
            await AssertCountsAsync();
        }

        await AnswerTheRestAsync(batches);
        await AssertCountsAsync();
        Assert.Equal(2, await Shop.ReadAsync<long>("select count(*) from bulk.batches where state = 'finished'"));
        Assert.Empty(Shop.Log.Lines);
    }

    [Fact(Timeout = 60_000)]
    public async Task Workers_that_record_the_same_documents_at_once_do_not_block_each_other()
    {
        var batch = await Shop.AddAsync(10);
        var lost = await Shop.LeaseAsync(batch);
        await Shop.Clock.AdvanceAsync(Minute);
        var current = await Shop.LeaseAsync(batch);
        var late = await Shop.AskAsync(lost, _ => "late");
        var answers = await Shop.AskAsync([.. current.Reverse()], _ => "in time");
        await using var other = await Shop.Source.OpenConnectionAsync(Token);
        await using var hold = await other.BeginTransactionAsync(Token);
        await using var fifth = new Npgsql.NpgsqlCommand(
            $"insert into bulk.results (batch_id, document_no, state, error) values ({batch}, 5, 'failed', '')",
            other,
            hold);
        await fifth.ExecuteNonQueryAsync(Token);

        var recording = Task.WhenAll(
            Shop.Queue.RecordAsync([late], Token), Shop.Queue.RecordAsync([answers], Token));
        await BothWaitAsync();
        await hold.RollbackAsync(Token);
        await recording;

        Assert.Empty(Shop.Log.Lines);
        await AssertCountsAsync();
    }

    [Fact]
    public async Task Renewing_does_not_stand_in_the_way_of_recording()
    {
        var batch = await Shop.AddAsync(1_000);
        var held = await Shop.LeaseAsync(batch);
        var attempts = await Task.WhenAll(held.Reverse().Chunk(50).Select(c => Shop.AskAsync(c, _ => "x")));
        using var recorded = new CancellationTokenSource();

        var renewing = RenewAsync(held, recorded.Token);
        await Task.WhenAll(attempts.Chunk(5).Select(group => Shop.Queue.RecordAsync(group, Token)));
        await recorded.CancelAsync();
        await renewing;

        Assert.Empty(Shop.Log.Lines);
        Assert.Equal("finished", (await Shop.ProgressAsync(batch)).State);
    }

    private Task<long> AddAsync(Random random) => Shop.AddAsync(
        new BatchSettings { SliceTokens = 30 },
        [
            .. Enumerable.Range(0, 60).Select(_ => random.Next(5) == 0
                ? string.Join(' ', Enumerable.Repeat($"long {random.Next(100)}", 30))
                : $"text {random.Next(100)}"),
        ]);

    /// <summary>Leases and records, or forgets to; what it kept to itself is returned.</summary>
    private async Task<IReadOnlyList<AttemptResult>> WorkAsync(int seed, long[] batches)
    {
        var random = new Random(seed);
        var kept = new List<AttemptResult>();
        var attempts = new List<AttemptResult>();
        foreach (var batch in batches.OrderBy(_ => random.Next()))
        {
            var chunks = await Shop.LeaseAsync(batch, random.Next(1, 12));
            if (chunks.Count == 0) continue;
            if (random.Next(5) == 0) await Shop.Queue.ReleaseAsync(chunks, Token);
            else attempts.Add(await AskAsync(chunks, random));
        }

        if (random.Next(4) == 0) kept.AddRange(attempts);
        else await Shop.Queue.RecordAsync(attempts, Token);
        if (random.Next(4) == 0) await Shop.Queue.RecordAsync(attempts, Token);
        return kept;
    }

    private Task<AttemptResult> AskAsync(IReadOnlyList<LeasedChunk> chunks, Random random) => random.Next(6) switch
    {
        0 => Shop.AskAsync(chunks, _ => null, Failed(FailureClass.ModelPaused)),
        1 => Shop.AskAsync(chunks, _ => null, Failed(FailureClass.ChunkAtFault)),
        2 => Shop.AskAsync(chunks, _ => null),
        _ => Shop.AskAsync(chunks, _ => random.Next(3) == 0 ? null : "x"),
    };

    private static ModelReply Failed(FailureClass failure) => new() { Failure = new CallFailure(failure, "no") };

    private async Task AnswerTheRestAsync(long[] batches)
    {
        // By then all leases have run out, and suspects that nobody told anything are due.
        await Shop.Clock.AdvanceAsync(11 * Minute);
        foreach (var batch in batches)
        {
            var open = await Shop.LeaseAsync(batch);
            if (open.Count > 0) await Shop.RecordAsync(open, _ => "y");
        }
    }

    private async Task BothWaitAsync()
    {
        const string waiting =
            "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()";
        while (await Shop.ReadAsync<long>(waiting) < 2) Token.ThrowIfCancellationRequested();
    }

    private async Task RenewAsync(IReadOnlyList<LeasedChunk> held, CancellationToken recorded)
    {
        while (!recorded.IsCancellationRequested) await Shop.Queue.RenewAsync(held, Minute, Token);
    }

    private async Task AssertCountsAsync() => Assert.Equal(0, await Shop.ReadAsync<long>(
        """
        select count(*) from bulk.batches b
        cross join lateral (
          select count(*) filter (where state = 'extracted') as extracted,
            count(*) filter (where state = 'failed') as failed,
            count(*) filter (where state = 'extracted' and cached) as cached
          from bulk.results r where r.batch_id = b.batch_id) r
        where (b.extracted_count, b.failed_count, b.cached_count) <> (r.extracted, r.failed, r.cached)
          or (b.state = 'finished') <> (b.document_count = r.extracted + r.failed)
        """));
}
