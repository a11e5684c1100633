using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class FairShareTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 27, 12, 0, 0, TimeSpan.Zero);

    private readonly FairShare _shares = new();

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

    [Fact]
    public void What_is_urgent_goes_first_and_the_earliest_deadline_leads()
    {
        var later = new BatchShare(1, 1) { UrgentBy = Noon.AddHours(2) };
        var sooner = new BatchShare(2, 1) { UrgentBy = Noon.AddHours(1) };

        var order = _shares.Order([later, sooner, new BatchShare(3, 9)], share => share);

        Assert.Equal([2, 1, 3], order.Select(share => share.Batch));
    }

    [Fact]
    public void The_others_keep_every_tenth_request_beside_what_is_urgent()
    {
        var served = Serve(100, new BatchShare(1, 1) { UrgentBy = Noon }, new BatchShare(2, 3), new BatchShare(3, 1));

        Assert.Equal((90, 7), (served.Count(batch => batch == 1), served.Count(batch => batch == 2)));
        Assert.All(Enumerable.Range(0, 90), start => Assert.Contains(served.Skip(start).Take(10), batch => batch != 1));
    }

    [Fact]
    public void A_batch_that_is_urgent_no_more_takes_its_turns_without_a_debt()
    {
        Serve(50, new BatchShare(1, 1) { UrgentBy = Noon }, new BatchShare(2, 1));

        var served = Serve(20, (1, 1), (2, 1));

        Assert.InRange(served.Count(batch => batch == 1), 9, 11);
    }

    [Fact]
    public void At_equal_weights_what_fits_the_rest_of_a_short_day_goes_first_and_the_smallest_leads()
    {
        BatchShare[] waiting = [new(1, 2), new(2, 2) { Remainder = 9 }, new(3, 2) { Remainder = 4 }];

        Assert.Equal([3, 2, 1], _shares.Order(waiting, share => share).Select(share => share.Batch));
    }

    [Fact]
    public void At_different_weights_the_shares_are_kept_whatever_fits_the_day()
    {
        var served = Serve(40, new BatchShare(1, 3), new BatchShare(2, 1) { Remainder = 4 });

        Assert.Equal(10, served.Count(batch => batch == 2));
    }

    private List<long> Serve(int requests, params (long Batch, int Weight)[] waiting) =>
        Serve(requests, [.. waiting.Select(batch => new BatchShare(batch.Batch, batch.Weight))]);

    private List<long> Serve(int requests, params BatchShare[] waiting)
    {
        var served = new List<long>();
        for (var i = 0; i < requests; i++)
        {
            var next = _shares.Order(waiting, share => share)[0];
            _shares.Sent(next);
            served.Add(next.Batch);
        }

        return served;
    }
}
