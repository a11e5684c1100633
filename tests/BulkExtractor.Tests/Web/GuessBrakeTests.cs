using BulkExtractor.Web;
using BulkExtractor.Web.Access;

namespace BulkExtractor.Tests.Web;

public sealed class GuessBrakeTests
{
    private const string Owner = "owner 0123456789abcdef0123456789abcdef";
    private const string Reader = "reader 0123456789abcdef0123456789abcdef";
    private const string Here = "192.0.2.1";

    private readonly ManualClock _clock = new();
    private readonly GuessBrake _brake;

    public GuessBrakeTests() => _brake = new GuessBrake(
        new AccessTokens(new DashboardOptions(DashboardOptions.DefaultUrls) { Token = Owner, ReadToken = Reader }),
        _clock);

    [Fact]
    public void A_few_wrong_ones_cost_nothing()
    {
        Guess(Here, GuessBrake.Free);

        Assert.Equal(new Look(AccessTokens.Owner, TimeSpan.Zero), _brake.Look(Here, Owner));
    }

    [Fact]
    public void Each_further_one_doubles_the_wait_up_to_a_minute()
    {
        Guess(Here, GuessBrake.Free);

        var waits = Enumerable.Range(0, 9).Select(_ =>
        {
            Guess(Here, 1);
            var wait = _brake.Look(Here, "wrong").Wait;
            _clock.Advance(wait);
            return wait.TotalSeconds;
        });

        Assert.Equal([1, 2, 4, 8, 16, 32, 60, 60, 60], waits);
    }

    [Fact]
    public void Nobody_tries_more_than_a_hundred_in_an_hour_however_fast_they_ask()
    {
        var looked = 0;
        for (var second = 0; second < 3600; second++)
        {
            for (var ask = 0; ask < 20; ask++)
                if (_brake.Look(Here, $"wrong {second} {ask}").Wait == TimeSpan.Zero) looked++;
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.InRange(looked, 1, 100);
    }

    [Fact]
    public void While_it_waits_even_the_right_one_is_not_looked_at()
    {
        Guess(Here, GuessBrake.Free + 1);

        Assert.Null(_brake.Look(Here, Owner).Role);
        _clock.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(AccessTokens.Owner, _brake.Look(Here, Owner).Role);
    }

    [Fact]
    public void Asking_meanwhile_makes_no_wait_longer()
    {
        Guess(Here, GuessBrake.Free + 1);

        for (var ask = 0; ask < 1_000; ask++) _brake.Look(Here, "wrong");

        Assert.Equal(TimeSpan.FromSeconds(1), _brake.Look(Here, "wrong").Wait);
    }

    [Fact]
    public void Who_was_right_before_is_not_locked_out_by_a_guesser_beside_them()
    {
        _brake.Look(Here, Reader);
        Guess(Here, GuessBrake.Free + 20);

        Assert.Equal(AccessTokens.Reader, _brake.Look(Here, Reader).Role);
        Assert.Null(_brake.Look(Here, Owner).Role);
    }

    [Fact]
    public void Another_address_does_not_wait()
    {
        Guess(Here, GuessBrake.Free + 20);

        Assert.Equal(AccessTokens.Owner, _brake.Look("192.0.2.2", Owner).Role);
    }

    [Fact]
    public void After_an_hour_without_a_guess_all_is_forgotten()
    {
        Guess(Here, GuessBrake.Free + 20);
        _clock.Advance(GuessBrake.Memory + TimeSpan.FromSeconds(1));

        Guess(Here, GuessBrake.Free);

        Assert.Equal(AccessTokens.Owner, _brake.Look(Here, Owner).Role);
    }

    [Fact]
    public void No_number_of_addresses_makes_the_table_grow_without_end()
    {
        var table = new RecentTable<int, List<int>>(100);

        for (var key = 0; key < 1_000; key++)
        {
            table.Of(0).Add(key);
            table.Of(key);
        }

        Assert.Equal(100, table.Count);
        Assert.Equal(1_000, table.Of(0).Count); // what is asked for stays
        Assert.Empty(table.Of(1));
    }

    private void Guess(string address, int times)
    {
        for (var guess = 0; guess < times; guess++)
        {
            _brake.Look(address, "wrong");
            if (guess >= GuessBrake.Free && guess < times - 1) _clock.Advance(GuessBrake.LongestWait);
        }
    }
}
