using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

public sealed class PermitRulesTests
{
    [Theory]
    [InlineData(2, false, 1)]
    [InlineData(6, true, 0.4)]
    [InlineData(10, false, 0.4)]
    [InlineData(60, false, 0.55)]
    [InlineData(60, true, 3)]
    public void The_margin_is_tight_where_only_the_span_binds(double span, bool dayBinds, double margin) =>
        Assert.Equal(margin, PermitRules.Margin(TimeSpan.FromSeconds(span), dayBinds).TotalSeconds);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void No_window_at_the_server_holds_more_than_the_limit_however_late_requests_arrive(int seed)
    {
        TestContext.Current.TestOutputHelper?.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var span = TimeSpan.FromSeconds(60);
        var margin = PermitRules.Margin(span, dayBinds: false);
        var scope = new LimitScope(ScopeId.Parse("account a"), 20, span, margin);
        var (now, grants, arrivals) =
            (DateTimeOffset.UnixEpoch, new List<DateTimeOffset>(), new List<DateTimeOffset>());

        for (var i = 0; i < 2_000; i++)
        {
            now = PermitRules.FreeAt(new ScopeState(scope, grants), now) ?? now;
            grants.Add(now);
            arrivals.Add(now + (margin * random.NextDouble()));
            if (random.Next(100) == 0) now += TimeSpan.FromSeconds(random.Next(200));
        }

        arrivals.Sort();
        Assert.All(arrivals.Skip(20).Zip(arrivals), pair => Assert.True(pair.First - pair.Second >= span));
    }
}
