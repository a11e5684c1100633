using BulkExtractor.Batches;
using BulkExtractor.Tests.Batches;
using BulkExtractor.Web.Live;

namespace BulkExtractor.Tests.Web;

public sealed class BatchEventsTests : IDisposable
{
    private static readonly BatchProgress Begun =
        new() { BatchId = 1, Job = "notes", Source = "notes.csv", State = "extracting", Documents = 2 };

    private readonly ManualClock _clock = new();
    private readonly KnownBatches _store = new(Begun);
    private readonly BatchEvents _events;

    public BatchEventsTests() => _events = new BatchEvents(_store, _clock);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _events.Dispose();

    [Fact]
    public async Task However_many_watch_a_batch_the_store_is_asked_once_a_second()
    {
        await using var one = _events.WatchAsync(1, Token).GetAsyncEnumerator(Token);
        await using var other = _events.WatchAsync(1, Token).GetAsyncEnumerator(Token);

        Assert.True(await one.MoveNextAsync());
        Assert.True(await other.MoveNextAsync());

        Assert.Equal(1, _store.Looks);
    }

    [Fact]
    public async Task A_batch_is_told_when_it_changed_and_no_more_once_it_ended()
    {
        await using var watch = _events.WatchAsync(1, Token).GetAsyncEnumerator(Token);
        await watch.MoveNextAsync();

        var next = watch.MoveNextAsync();
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), Token);
        _clock.Advance(TimeSpan.FromSeconds(1));
        await _clock.WaitForTimerAsync(TimeSpan.FromSeconds(1), Token);
        Assert.False(next.IsCompleted);
        _store.Batches[0] = Begun with { State = "finished", Extracted = 2 };
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.True(await next);
        Assert.Equal(2, watch.Current.Extracted);
        Assert.False(await watch.MoveNextAsync());
    }
}
