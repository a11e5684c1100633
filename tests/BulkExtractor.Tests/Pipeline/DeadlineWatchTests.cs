using BulkExtractor.Forecasting;
using BulkExtractor.Limits;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

public sealed class DeadlineWatchTests
{
    private static readonly DateTimeOffset Noon = new(2026, 1, 27, 12, 0, 0, TimeSpan.Zero);

    // 20 requests a minute.
    private static readonly LimitScope PerMinute = new(ScopeId.Parse("account a"), 20, TimeSpan.FromMinutes(1));

    private static readonly AccountCapacity Account = new("a", null, 0, [new ScopeState(PerMinute, [])], Parallel: 32)
    {
        Latency = TimeSpan.Zero,
    };

    [Theory]
    [InlineData(89, true)]
    [InlineData(91, false)]
    public void A_deadline_can_be_met_when_nine_tenths_of_the_requests_reach_so_far(int requests, bool met) =>
        Assert.Equal(met, CanBeMet(requests, before: 0));

    [Fact]
    public void What_goes_before_takes_its_time_first() => Assert.False(CanBeMet(requests: 50, before: 50));

    [Fact]
    public void A_batch_that_shared_its_account_so_far_is_judged_as_if_it_had_it_to_itself()
    {
        var prospect = Prospect(80) with { Accounts = [Account with { Pace = 0.2 }] };

        Assert.True(DeadlineWatch.CanBeMet(prospect, 0, Noon.AddMinutes(4.5), Noon));
    }

    [Fact]
    public void What_has_no_end_in_sight_meets_no_deadline() =>
        Assert.False(DeadlineWatch.CanBeMet(Prospect(1) with { Accounts = [] }, 0, Noon.AddYears(1), Noon));

    private static bool CanBeMet(int requests, int before) =>
        DeadlineWatch.CanBeMet(Prospect(requests), before, Noon.AddMinutes(4.5), Noon);

    private static ForecastDetails Prospect(int requests) => new(
        new Workload(requests, PackGrowth.Steady(1)), [Account], new Forecast(requests, Noon, Noon));
}
