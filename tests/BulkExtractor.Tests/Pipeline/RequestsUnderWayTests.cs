using BulkExtractor.Models;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class RequestsUnderWayTests
{
    private static readonly Account Narrow = Some.Account("http://narrow/v1") with { Parallel = 1 };
    private static readonly Account Wide = Some.Account("http://wide/v1");

    private readonly RequestsUnderWay _underWay = new(new PipelineOptions { Parallelism = 2 });

    [Fact]
    public void An_account_takes_no_more_requests_at_once_than_it_says()
    {
        using var pack = Send("one", Narrow);

        Assert.False(_underWay.HasRoom(Some.Model("another", Narrow)));
        Assert.True(_underWay.HasRoom(Some.Model("one", Wide)));
    }

    [Fact]
    public void A_worker_has_no_more_requests_under_way_than_it_may()
    {
        using var one = Send("one", Wide);
        using var two = Send("two", Wide);

        Assert.False(_underWay.HasRoom(Some.Model("three", Wide)));
    }

    [Fact]
    public void Packs_that_are_about_to_be_sent_take_their_room_already()
    {
        using var next = Choose("one", Narrow);

        Assert.False(_underWay.HasRoom(Some.Model("another", Narrow)));
        Assert.Equal(1, _underWay.To(Some.Model("one", Narrow)));
    }

    [Fact]
    public void What_came_back_makes_room()
    {
        Send("one", Narrow).Dispose();
        Choose("two", Narrow).Dispose();

        Assert.True(_underWay.HasRoom(Some.Model("one", Narrow)));
    }

    private InFlight Send(string model, Account account) => Choose(model, account).Leave();

    private InFlight Choose(string model, Account account) =>
        Flights.Choose(Some.Plan(1, Some.Model(model, account)), Some.Model(model, account), [], _underWay);
}
