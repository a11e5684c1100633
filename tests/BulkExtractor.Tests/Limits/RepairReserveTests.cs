using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

public sealed class RepairReserveTests
{
    private static readonly TimeSpan Noon = TimeSpan.FromHours(12);

    [Theory]
    [InlineData(50, 3)]
    [InlineData(1_000, 50)]
    [InlineData(4, 2)]
    public void Three_requests_or_a_twentieth_of_a_day_are_kept_but_never_more_than_half(int limit, int kept) =>
        Assert.Equal(kept, RepairReserve.Calculate(limit, Noon));

    [Fact]
    public void Nothing_is_kept_in_the_last_hour_of_a_day()
    {
        Assert.Equal(50, RepairReserve.Calculate(1_000, TimeSpan.FromMinutes(61)));
        Assert.Equal(0, RepairReserve.Calculate(1_000, TimeSpan.FromMinutes(60)));
    }

    [Theory]
    [InlineData(51, 100, false)]
    [InlineData(50, 100, true)]
    [InlineData(50, 50, false)]
    public void A_batch_is_held_back_where_only_the_reserve_is_left_and_its_rest_does_not_fit_it(
        int left, int remainder, bool held) =>
        Assert.Equal(held, RepairReserve.HoldsBack(1_000, left, Noon, remainder));
}
