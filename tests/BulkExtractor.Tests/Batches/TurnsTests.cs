using BulkExtractor.Batches;

namespace BulkExtractor.Tests.Batches;

public sealed class TurnsTests
{
    private readonly Turns _turns = new();

    [Fact]
    public void Requests_are_shared_by_weight_over_any_twenty()
    {
        var served = Serve(400, (1, 3), (2, 1));

        Assert.All(
            Enumerable.Range(0, 380),
            start => Assert.InRange(served.Skip(start).Take(20).Count(batch => batch == 1), 14, 16));
    }

    [Fact]
    public void A_batch_that_comes_later_gets_its_share_and_no_more()
    {
        Serve(100, (1, 1));

        var served = Serve(100, (1, 1), (2, 1));

        Assert.Equal(50, served.Count(batch => batch == 2));
    }

    [Fact]
    public void A_batch_that_could_not_be_served_for_a_while_saves_nothing_up()
    {
        Serve(10, (1, 1), (2, 1));
        Serve(100, (1, 1));

        var served = Serve(20, (1, 1), (2, 1));

        Assert.InRange(served.Count(batch => batch == 2), 9, 11);
    }

    private List<long> Serve(int requests, params (long Batch, int Weight)[] waiting)
    {
        var served = new List<long>();
        for (var i = 0; i < requests; i++)
        {
            var next = _turns.Order([.. waiting.Select(batch => batch.Batch)])[0];
            _turns.Sent(next, waiting.First(batch => batch.Batch == next).Weight);
            served.Add(next);
        }

        return served;
    }
}
