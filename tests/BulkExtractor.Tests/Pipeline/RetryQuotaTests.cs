using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Tests.Pipeline;

/// <summary>Of a day of four requests two are kept for repairs.</summary>
public sealed class RetryQuotaTests
{
    private static readonly Account Account = Some.Account() with
    {
        Limits = new Dictionary<Tier, IReadOnlyList<Limit>> { [Tier.Free] = [new Limit(null) { Requests = 4 }] },
    };

    private static readonly Model Model = Some.Model("only", Account);

    private readonly RetryQuota _quota;
    private readonly BatchPlan _plan = Some.Plan(pack: 1, Model);

    public RetryQuotaTests()
    {
        var clock = new ManualClock();
        var ledger = new InMemoryPermitLedger(clock);
        ledger.DeclareAsync(1, LimitScope.ListFor(Model), Token).GetAwaiter().GetResult();
        _quota = new RetryQuota(new PermitGate(ledger, clock), new PipelineOptions(), clock);
        _plan.Follow(_plan.Batch with { OpenDocuments = 100 });
        _quota.RefreshAsync([_plan], Token).GetAwaiter().GetResult();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public void Packs_that_were_chosen_leave_less_to_the_next_ones_until_they_are_returned()
    {
        using (Choose())
        {
            Assert.False(HoldsBack);
            using (Choose()) Assert.True(HoldsBack);
            Assert.False(HoldsBack);
        }
    }

    [Fact]
    public void What_was_sent_is_gone_from_the_day_unless_it_never_left()
    {
        using var one = Choose().Leave();
        var two = Choose().Leave();
        Assert.True(HoldsBack);

        two.Return();

        Assert.False(HoldsBack);
    }

    private bool HoldsBack => _quota.HoldsBack(_plan, Model);

    private InFlight Choose() => Flights.Choose(_plan, Model, [Some.Waiting()], _quota);
}
