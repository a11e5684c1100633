using BulkExtractor.Catalog;
using BulkExtractor.Pipeline;
using BulkExtractor.Routing;

namespace BulkExtractor.Tests.Pipeline;

public sealed class RequestsUnderWayTests
{
    private static readonly Account Narrow = Some.Account("http://narrow/v1") with { Parallel = 1 };
    private static readonly Account Wide = Some.Account("http://wide/v1");

    private readonly RequestsUnderWay _underWay = new(new PipelineOptions { Parallelism = 2 });

    [Fact]
    public void An_account_takes_no_more_requests_at_once_than_it_says()
    {
        _underWay.Add(Endless(), Some.Model("one", Narrow));

        Assert.False(_underWay.HasRoom(Some.Model("another", Narrow), []));
        Assert.True(_underWay.HasRoom(Some.Model("one", Wide), []));
    }

    [Fact]
    public void A_worker_has_no_more_requests_under_way_than_it_may()
    {
        _underWay.Add(Endless(), Some.Model("one", Wide));
        _underWay.Add(Endless(), Some.Model("two", Wide));

        Assert.False(_underWay.HasRoom(Some.Model("three", Wide), []));
    }

    [Fact]
    public void Requests_that_are_about_to_be_sent_take_their_room_already()
    {
        var next = new ChosenPack(
            new WaitingChunks(null!, []), new ModelChoice(Some.Model("one", Narrow), "spread"));

        Assert.False(_underWay.HasRoom(Some.Model("another", Narrow), [next]));
        Assert.True(_underWay.HasRoom(Some.Model("one", Wide), [next]));
        Assert.False(_underWay.HasRoom(Some.Model("one", Wide), [next, next]));
    }

    [Fact]
    public async Task A_request_that_came_back_makes_room()
    {
        var request = new TaskCompletionSource();
        _underWay.Add(request.Task, Some.Model("one", Narrow));

        request.SetResult();
        await _underWay.ReapAsync();

        Assert.Equal(0, _underWay.Count);
        Assert.True(_underWay.HasRoom(Some.Model("one", Narrow), []));
    }

    [Fact]
    public async Task What_failed_unexpectedly_is_thrown_when_it_is_reaped()
    {
        _underWay.Add(Task.FromException(new InvalidOperationException("a bug")), Some.Model());

        await Assert.ThrowsAsync<InvalidOperationException>(_underWay.ReapAsync);
    }

    private static Task Endless() => new TaskCompletionSource().Task;
}
