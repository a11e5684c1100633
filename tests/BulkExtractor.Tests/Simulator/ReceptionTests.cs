using System.Buffers;
using System.Text;
using BulkExtractor.Simulator;
using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Tests.Simulator;

public sealed class ReceptionTests
{
    private static readonly ReadOnlySequence<byte> Body = new(Encoding.UTF8.GetBytes(
        """{"model":"upstage/solar-pro-3:free","messages":[{"role":"user","content":"hello"}]}"""));

    private readonly ArrivalLedger _ledger = new();

    [Fact]
    public void A_crowd_is_received_one_by_one()
    {
        var reception = Reception(limit: 1_000);
        var verdicts = new AdmissionDecision[20_000];

        Parallel.For(0, verdicts.Length, index => verdicts[index] = Receive(reception, seconds: 0));

        Assert.Equal(1_000, verdicts.Count(verdict => verdict.Refusal is null));
        Assert.Equal(verdicts.Length, verdicts.Select(verdict => verdict.Arrival.Number).Distinct().Count());
    }

    [Fact]
    public void Time_does_not_go_back_when_a_request_is_read_faster_than_an_earlier_one()
    {
        var reception = Reception(limit: 20);

        var later = Receive(reception, seconds: 2);
        var earlier = Receive(reception, seconds: 1);

        Assert.Equal((1, 2), (later.Arrival.Number, earlier.Arrival.Number));
        Assert.Equal(TimeSpan.FromSeconds(2), earlier.Arrival.At);
    }

    [Fact]
    public void The_summary_names_each_limited_scope_with_its_fullest_window()
    {
        var reception = Reception(limit: 2);
        for (var i = 0; i < 3; i++) Receive(reception, seconds: i);

        var scope = Assert.Single(reception.SummariseScopes());

        Assert.Equal(("simulated", "free", null, "window"), (scope.Account, scope.Tier, scope.Model, scope.Kind));
        Assert.Equal((60.0, 2, 3), (scope.WindowSeconds, scope.Limit, scope.Fullest));
    }

    private RequestGate Reception(int limit)
    {
        var options = new SimulatorOptions { Limits = new() { Requests = limit } };
        var pool = SevenModels.Pool(options.Limits);
        var scopes = new ScopeBook(pool, options.Limits.DayLength);
        var plan = new FaultPlan(options.Faults, options.Seed);
        var admission = new Admission(
            scopes,
            new BulkExtractor.Simulator.Admissions.Routing(options.Faults),
            new InjectedRefusals(options),
            plan);
        return new RequestGate(pool, scopes, admission, new ArrivalOrder(_ledger));
    }

    private static AdmissionDecision Receive(RequestGate reception, double seconds) =>
        reception.Receive("key", Body, TimeSpan.FromSeconds(seconds), DateTimeOffset.UnixEpoch.AddSeconds(seconds));
}
