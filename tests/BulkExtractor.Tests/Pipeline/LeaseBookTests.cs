using BulkExtractor.Answers;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;

namespace BulkExtractor.Tests.Pipeline;

public sealed class LeaseBookTests
{
    private readonly ManualClock _clock = new();
    private readonly FullQueue _queue = new();
    private readonly BatchPlan _plan = Some.Plan(pack: 5, Some.Model());
    private readonly LeaseBook _leases;

    public LeaseBookTests() => _leases = new LeaseBook(
        _queue,
        new WorkerIdentity(1, []),
        new PipelineOptions { Parallelism = 1, WindowPacks = 2, PartialPackDelay = TimeSpan.FromSeconds(10) },
        _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_window_is_a_few_packs_deep_and_not_filled_up_by_less_than_a_pack()
    {
        var leased = await TakeAsync();
        Assert.Equal(10, leased.Count);

        Send([.. leased.Take(4)]);
        Assert.Empty(await TakeAsync());
        Send([leased[4]]);
        Assert.Equal(5, (await TakeAsync()).Count);
    }

    [Fact]
    public async Task What_came_back_from_a_request_is_leased_at_once_though_the_window_is_full()
    {
        var leased = await TakeAsync();
        Send([.. leased.Take(3)]);

        await _leases.RecordAsync([Unanswered([.. leased.Take(3)])], Token);

        Assert.Equal(3, (await TakeAsync()).Count);
        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task What_was_blamed_waits_until_there_is_room()
    {
        var leased = await TakeAsync();
        Send([.. leased.Take(4)]);
        var answered = new ChunkReading(leased[3], [], null, []);

        await _leases.RecordAsync([Unanswered([.. leased.Take(3)], answered)], Token);

        Assert.Empty(await TakeAsync());
    }

    [Fact]
    public async Task A_batch_is_dry_when_fewer_chunks_were_due_than_there_was_room()
    {
        await TakeAsync();
        Assert.False(_plan.Dry);

        Send([.. Enumerable.Range(1, 10).Select(id => Some.Waiting(id))]);
        await TakeDryAsync();

        Assert.True(_plan.Dry);
    }

    [Fact]
    public async Task Chunks_under_way_are_renewed_but_do_not_wait()
    {
        var leased = await TakeAsync();

        Send(leased);
        await _leases.RenewAsync(Token);

        Assert.Equal(10, _queue.Renewed.Count);
        Assert.Equal(0, _leases.Waiting(1));
    }

    [Fact]
    public async Task Chunks_that_were_not_sent_after_all_wait_again()
    {
        var sent = Send(await TakeAsync());

        sent.Return();

        Assert.Equal(10, _leases.Waiting(1));
    }

    [Fact]
    public async Task What_was_refused_a_permit_waits_on_unless_its_leases_are_lost()
    {
        var leased = await TakeAsync();
        var (refused, stale) = (Choose([.. leased.Take(4)]), Choose([.. leased.Skip(4)]));
        refused.Decide(Flights.Refused);
        stale.Decide(Flights.Stale);

        refused.Dispose();
        stale.Dispose();
        await _leases.RenewAsync(Token);

        Assert.Equal(leased.Take(4), _queue.Renewed);
    }

    [Fact]
    public async Task What_was_given_back_is_not_renewed()
    {
        var leased = await TakeAsync();

        await _leases.GiveBackAsync([.. leased.Take(3)], Token);
        await _leases.RenewAsync(Token);

        Assert.Equal(leased.Take(3), _queue.Released);
        Assert.Equal(leased.Skip(3), _queue.Renewed);
    }

    [Fact]
    public async Task What_was_recorded_is_not_renewed()
    {
        var leased = await TakeAsync();
        Send(leased);

        await _leases.RecordAsync([Unanswered(leased)], Token);
        await _leases.RenewAsync(Token);

        Assert.Empty(_queue.Renewed);
    }

    [Fact]
    public async Task A_chunk_that_was_lost_and_leased_again_is_held_under_its_new_lease()
    {
        var lost = (await TakeAsync())[0];
        Send([lost]);
        Send([.. (await TakeAsync()).Take(5)]);
        _queue.Again = lost with { LeaseToken = 2 };
        _leases.Forget([.. Enumerable.Range(2, 4).Select(id => Some.Waiting(id))]);
        var current = Assert.Single(await TakeAsync());
        var waiting = _leases.Waiting(1);

        await _leases.RecordAsync([Unanswered([lost])], Token);
        Send([lost]);
        await _leases.RenewAsync(Token);

        Assert.Contains(current, _queue.Renewed);
        Assert.Equal(waiting, _leases.Waiting(1));
    }

    [Fact]
    public async Task Each_batch_has_a_window_of_its_own()
    {
        await TakeAsync();

        Assert.Equal(10, _leases.Waiting(1));
        Assert.Equal(0, _leases.Waiting(2));
    }

    [Fact]
    public async Task While_chunks_are_due_more_may_come()
    {
        await TakeAsync();

        Assert.True(_leases.MoreMayCome(_plan));
    }

    [Fact]
    public async Task While_requests_are_under_way_more_may_come_unless_they_take_too_long()
    {
        var leased = await TakeDryAsync();
        Assert.False(_leases.MoreMayCome(_plan));

        Send(leased);

        Assert.True(_leases.MoreMayCome(_plan));
        _clock.Advance(TimeSpan.FromSeconds(10));
        Assert.False(_leases.MoreMayCome(_plan));
    }

    [Fact]
    public async Task What_a_request_missed_may_come_again()
    {
        var leased = await TakeDryAsync();
        Send(leased);

        await _leases.RecordAsync([Unanswered(leased)], Token);

        Assert.True(_leases.MoreMayCome(_plan));
    }

    private InFlight Send(IReadOnlyList<LeasedChunk> chunks) => Choose(chunks).Leave();

    private InFlight Choose(IReadOnlyList<LeasedChunk> chunks) =>
        Flights.Choose(_plan, Some.Model(), chunks, _leases);

    private Task<IReadOnlyList<LeasedChunk>> TakeDryAsync()
    {
        _queue.Due = 3;
        return TakeAsync();
    }

    private Task<IReadOnlyList<LeasedChunk>> TakeAsync() => _leases.TakeAsync(_plan, repairsOnly: false, Token);

    private static AttemptResult Unanswered(
        IReadOnlyList<LeasedChunk> chunks, params IEnumerable<ChunkReading> others) => new(
        1,
        1,
        new Pack(Some.Model(), Some.Definition(), []) { MaxTokens = 1 },
        new ModelReply(),
        [.. chunks.Select(chunk => new ChunkReading(chunk, null, "missing", [])), .. others]);
}
