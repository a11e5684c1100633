using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Tests.Simulator;

public sealed class ScopeTests
{
    private static readonly DateTimeOffset Start = new(2026, 1, 27, 23, 59, 0, TimeSpan.Zero);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(2);
    private static readonly ScopeName Name = new("simulated", "free", null);

    [Fact]
    public void A_window_refuses_what_is_over_its_limit_until_its_oldest_request_leaves()
    {
        var scope = new WindowScope(Name, new RequestLimit(2, Window), Window);

        var refusals = new[] { 0.0, 0.5, 1.0, 1.9, 2.0 }.Select(at => Ask(scope, at)).ToList();

        Assert.Equal([null, null, Start + Window, Start + Window, null], refusals);
    }

    [Fact]
    public void Knocking_at_a_full_window_does_not_keep_it_full_but_shows_in_the_fullest()
    {
        var scope = new WindowScope(Name, new RequestLimit(1, Window), Window);

        for (var at = 0.0; at < 2; at += 0.1) Ask(scope, at);

        Assert.Null(Ask(scope, 2));
        Assert.Equal(20, scope.Fullest);
    }

    [Fact]
    public void A_day_counts_refused_requests_too()
    {
        var scope = new DayScope(Name, new RequestLimit(2, null), TimeSpan.FromDays(1));

        var refusals = new[] { 0.0, 1, 2, 3 }.Select(at => Ask(scope, at)).ToList();

        Assert.Equal([null, null, Midnight, Midnight], refusals);
        Assert.Equal(4, scope.Used);
    }

    [Fact]
    public void A_day_ends_at_midnight_UTC()
    {
        var scope = new DayScope(Name, new RequestLimit(1, null), TimeSpan.FromDays(1));
        Ask(scope, 0);

        Assert.NotNull(Ask(scope, 59.9));
        Assert.Null(Ask(scope, 60));
    }

    [Fact]
    public void A_scaled_day_is_shorter()
    {
        var scope = new DayScope(Name, new RequestLimit(1, null), TimeSpan.FromDays(1) / 8640);
        Ask(scope, 0);

        Assert.Equal(Start + TimeSpan.FromSeconds(10), Ask(scope, 9));
        Assert.Null(Ask(scope, 10));
    }

    [Fact]
    public void A_refusal_by_one_scope_leaves_the_others_untouched()
    {
        var narrow = new WindowScope(Name, new RequestLimit(1, Window), Window);
        var wide = new WindowScope(Name, new RequestLimit(2, Window * 10), Window * 10);
        CountedScope[] scopes = [wide, narrow];

        var first = ScopeBook.Admit(scopes, At(0));
        var refused = ScopeBook.Admit(scopes, At(1));
        var second = ScopeBook.Admit(scopes, At(2));

        Assert.Null(first);
        Assert.Same(narrow, refused?.Scope);
        Assert.Null(second);
    }

    private static DateTimeOffset Midnight => new(2026, 1, 28, 0, 0, 0, TimeSpan.Zero);

    private static DateTimeOffset? Ask(CountedScope scope, double seconds)
    {
        var arrival = At(seconds);
        scope.Arrive(arrival);
        var refused = scope.RefusedUntil(arrival);
        if (refused is null) scope.Admit(arrival);
        return refused;
    }

    private static Arrival At(double seconds)
    {
        var at = TimeSpan.FromMilliseconds(Math.Round(seconds * 1_000));
        return new Arrival(1, at, Start + at, "simulated", "model");
    }
}
