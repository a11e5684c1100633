using BulkExtractor.Forecast;
using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Forecast;

public sealed class ForecasterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly LimitScope PerMinute =
        new("a per 60s", 20, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3));

    private static readonly AccountCapacity Rationed = new("a", PerDay: 50, LeftToday: 50, [PerMinute], Parallel: 32);

    [Fact]
    public void A_minutes_quota_is_spent_in_a_burst_and_then_each_time_its_window_has_gone_by()
    {
        var finish = Forecaster.FinishOf(50, [Rationed], Noon);

        Assert.InRange((finish!.Value - Noon).TotalSeconds, 2 * 63 + 10, 2 * 63 + 11);
    }

    [Fact]
    public void What_today_does_not_hold_waits_for_the_next_days()
    {
        var finish = Forecaster.FinishOf(120, [Rationed], Noon);

        Assert.Equal(29, finish!.Value.Day);
        Assert.InRange(finish.Value.TimeOfDay.TotalMinutes, 0, 3);
    }

    [Fact]
    public void What_is_spent_of_today_is_not_counted_on()
    {
        var finish = Forecaster.FinishOf(20, [Rationed with { LeftToday = 5 }], Noon);

        Assert.Equal(28, finish!.Value.Day);
    }

    [Fact]
    public void Requests_that_fail_make_the_batch_longer()
    {
        var good = Forecaster.Of(new Workload(1_000, 10, Good: 1_000, Bad: 0), [Rationed], Noon);
        var bad = Forecaster.Of(new Workload(1_000, 10, Good: 1_000, Bad: 1_000), [Rationed], Noon);

        Assert.Equal((100, 198), (good.Requests, bad.Requests));
        Assert.True(bad.P50 > good.P50);
    }

    [Fact]
    public void The_less_is_known_the_later_is_the_careful_date()
    {
        var known = Forecaster.Of(new Workload(9_000, 10, Good: 9_500, Bad: 500), [Rationed], Noon);
        var unknown = Forecaster.Of(new Workload(9_000, 10, Good: 0, Bad: 0), [Rationed], Noon);

        Assert.True(unknown.P90 > known.P90);
        Assert.True(known.P90 >= known.P50);
    }

    [Fact]
    public void Without_any_account_there_is_no_end_in_sight() =>
        Assert.Null(Forecaster.Of(new Workload(10, 10, 0, 0), [], Noon).P50);

    [Fact]
    public void Ten_credits_bring_the_date_forward_and_smaller_packs_put_it_off()
    {
        var work = new Workload(10_000, 10, 0, 0);
        var now = Forecaster.Of(work, [Rationed], Noon).P50!.Value;

        var changes = WhatIf.All(work, [Rationed], Noon).ToDictionary(change => change.Change, change => change.Outlook);

        Assert.True(changes["10 credits bought"].P50 < now.AddDays(-15));
        Assert.True(changes["LocalAI beside it"].P50 < now);
        Assert.True(changes["packs half as large"].P50 > now.AddDays(15));
        Assert.True(changes["another account like a"].P50 < now.AddDays(-5));
    }
}
