using BulkExtractor.Forecasting;
using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Forecasting;

public sealed class ForecasterTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 27, 12, 0, 0, TimeSpan.Zero);

    private static readonly LimitScope PerMinute =
        new(ScopeId.Parse("account a free per 60s"), 20, TimeSpan.FromSeconds(60), TimeSpan.FromSeconds(3));

    private static readonly TimeSpan PerMinuteGap = TimeSpan.FromSeconds(63.0 / 20);

    private static readonly AccountCapacity Rationed = new(
        "a", PerDay: 50, LeftToday: 50, [new ScopeState(PerMinute, [])], Parallel: 32);

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
        var good = Forecaster.Calculate(Work(1_000, requests: 1_000, yield: 1), [Rationed], Noon);
        var bad = Forecaster.Calculate(Work(1_000, requests: 2_000, yield: 0.5), [Rationed], Noon);

        Assert.Equal((101, 201), (good.Requests, bad.Requests));
        Assert.True(bad.P50 > good.P50);
    }

    [Fact]
    public void The_less_is_known_the_later_is_the_careful_date()
    {
        var known = Forecaster.Calculate(Work(9_000, requests: 10_000, yield: 0.95), [Rationed], Noon);
        var unknown = Forecaster.Calculate(Work(9_000), [Rationed], Noon);

        Assert.True(unknown.P90 > known.P90);
        Assert.True(known.P90 >= known.P50);
    }

    [Fact]
    public void Grants_that_weigh_on_a_window_are_waited_for()
    {
        var full = Enumerable.Range(1, 20).Select(second => Noon.AddSeconds(-second)).Reverse().ToList();
        var account = Rationed with { Windows = [new ScopeState(PerMinute, full)] };

        Assert.InRange(Seconds(1), 63 - 20 + 10, 63 - 20 + 10.2);
        Assert.InRange(Seconds(21), 126 - 20 + 10, 126 - 20 + 10.2);

        double Seconds(int requests) => (Forecaster.FinishOf(requests, [account], Noon)!.Value - Noon).TotalSeconds;
    }

    [Fact]
    public void Models_that_all_have_limits_of_their_own_let_through_no_more_together()
    {
        var five = PerMinute with { Id = ScopeId.Parse("model a m per 60s"), Requests = 5 };
        var model = new AccountCapacity("m", null, 0, [new ScopeState(five, [])], Parallel: 32);

        var finish = Forecaster.FinishOf(20, [Rationed with { Models = [model, model] }], Noon);

        Assert.InRange((finish!.Value - Noon).TotalSeconds, 63 + 10, 63 + 11);
        Assert.Equal(10, (Rationed with { Models = [model, model] }).AtOnce);
    }

    [Fact]
    public void What_is_under_way_is_not_sent_again()
    {
        var forecast = Forecaster.Calculate(Work(100) with { UnderWay = 50 }, [Rationed], Noon);

        Assert.Equal(7, forecast.Requests);
    }

    [Fact]
    public void What_may_fail_of_the_last_requests_is_counted_once_more()
    {
        var sure = Forecaster.Calculate(Work(100, requests: 1e9), [Rationed], Noon);
        var unsure = Forecaster.Calculate(Work(100, requests: 1e9, yield: 0.999), [Rationed], Noon);

        Assert.Equal((10, 11), (sure.Requests, unsure.Requests));
    }

    [Fact]
    public void What_is_all_under_way_is_done_when_it_comes_back()
    {
        var forecast = Forecaster.Calculate(Work(10) with { UnderWay = 20 }, [Rationed], Noon);

        Assert.Equal((0, Noon.AddSeconds(10)), (forecast.Requests, forecast.P50));
    }

    [Fact]
    public void A_paused_account_goes_on_when_its_pause_ends()
    {
        var paused = Rationed with { PausedUntil = Noon.AddMinutes(30) };

        Assert.InRange((Forecaster.FinishOf(20, [paused], Noon)!.Value - Noon).TotalMinutes, 30, 30.2);
        Assert.Null(Forecaster.FinishOf(20, [Rationed with { PausedUntil = DateTimeOffset.MaxValue }], Noon));
    }

    [Fact]
    public void An_account_that_sent_half_of_what_it_may_takes_twice_as_long()
    {
        var seen = new AccountHistory("a", 10_000, 10_000, 0, 10_000, 10_000) { Gap = PerMinuteGap * 2 };

        var finish = Forecaster.FinishOf(41, [Rationed.After(seen)], Noon)!.Value;

        Assert.InRange((finish - Noon).TotalSeconds, (2 * 126) + 9, (2 * 126) + 11);
    }

    [Fact]
    public void An_account_that_rests_now_and_then_leaves_room_for_chance()
    {
        var sure = Work(900, requests: 1_000_000, yield: 1);
        var account = Rationed with { PerDay = null };

        var steady = Forecaster.Calculate(sure, [account], Noon);
        var resting = Forecaster.Calculate(sure, [account with { Pace = 0.5 }], Noon);

        // Four and a half windows are lost, give or take their root; each is 126 s at this pace, and P90 takes 1.28.
        Assert.InRange((steady.P90 - steady.P50)!.Value.TotalSeconds, 0, 5);
        Assert.InRange((resting.P90 - resting.P50)!.Value.TotalSeconds, 340, 350);
    }

    [Fact]
    public void Where_nothing_may_be_sent_there_is_no_end_in_sight()
    {
        var closed = Rationed with { Windows = [new ScopeState(PerMinute with { Requests = 0 }, [])] };

        var forecast = Forecaster.Calculate(Work(100), [closed], Noon);

        Assert.Equal((null, null), (forecast.P50, forecast.P90));
    }

    [Fact]
    public void Without_any_account_there_is_no_end_in_sight() =>
        Assert.Null(Forecaster.Calculate(Work(10), [], Noon).P50);

    [Fact]
    public void Ten_credits_bring_the_date_forward_and_smaller_packs_put_it_off()
    {
        var work = Work(10_000);
        var now = Forecaster.Calculate(work, [Rationed], Noon).P50!.Value;

        var changes = WhatIf.All(work, [Rationed], Noon, []).ToDictionary(one => one.Change, one => one.Outlook);

        Assert.True(changes["10 credits bought"].P50 < now.AddDays(-15));
        Assert.True(changes["LocalAI beside it"].P50 < now);
        Assert.True(changes["packs half as large"].P50 > now.AddDays(15));
        Assert.True(changes["another account like a"].P50 < now.AddDays(-5));
    }

    private static Workload Work(double chunks, double requests = 0, double yield = 1) =>
        new(chunks, PackGrowth.Steady(10)) { Requests = requests, Yield = yield };
}
