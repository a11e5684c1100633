using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;

namespace BulkExtractor.Tests.Limits;

public sealed class PermitGateSettlingTests
{
    private static readonly Account Account = Some.Account() with { Parallel = 1 };
    private static readonly Account Shop = new("shop", new Uri("http://shop/v1"));
    private static readonly Model Local = Some.Model("local", Account) with { Tier = Tier.Local };
    private static readonly Model Dear = Paid("dear", new Price(1, 10));
    private static readonly Model Cheap = Paid("cheap", new Price(0.1m, 1));

    private readonly InMemoryPermitLedger _ledger;
    private readonly PermitGate _gate;
    private readonly PermitGate _otherWorkers;

    public PermitGateSettlingTests()
    {
        var clock = new ManualClock();
        _ledger = new InMemoryPermitLedger(clock);
        _ledger.See(1);
        LimitScope[] scopes =
        [
            .. new[] { Local, Dear, Cheap }.SelectMany(LimitScope.ListToDeclare),
            .. new long[] { 1, 2 }.Select(batch => new LimitScope(ScopeId.OfBudget(batch)) { Cost = 1 }),
        ];
        _ledger.DeclareAsync(1, scopes, Token).GetAwaiter().GetResult();
        _gate = new PermitGate(_ledger, clock);
        _otherWorkers = new PermitGate(_ledger, clock);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_place_can_be_asked_for_as_soon_as_its_request_has_ended()
    {
        var taken = await TakeAsync(Local);
        await TakeAsync(Local);
        Assert.NotNull(_gate.Closed(Local));

        await SettleAsync(taken, Local, new ModelReply());

        Assert.Null(_gate.Closed(Local));
        Assert.NotNull((await TakeAsync(Local)).AttemptId);
    }

    [Fact]
    public async Task A_budget_that_is_too_small_for_one_model_closes_neither_others_nor_other_batches()
    {
        await TakeAsync(Dear, 0.9m);

        await TakeAsync(Dear, 0.2m);

        Assert.NotNull(_gate.Closed(Dear, batchId: 1));
        Assert.Null(_gate.Closed(Cheap, batchId: 1));
        Assert.Null(_gate.Closed(Dear, batchId: 2));
    }

    [Theory]
    [InlineData(0.3, null, null, 200, 0.3)]
    [InlineData(null, 10_000, 1_000, 200, 0.02)]
    [InlineData(null, null, null, 429, 0)]
    [InlineData(null, null, null, 502, 0.9)]
    [InlineData(null, null, null, null, 0.9)]
    [InlineData(null, null, null, 408, 0.9)]
    public async Task A_request_costs_what_is_told_of_it_and_all_that_was_reserved_where_nothing_is(
        double? told, int? read, int? written, int? status, double spent)
    {
        var taken = await TakeAsync(Dear, 0.9m);
        var reply = new ModelReply
        {
            Cost = (decimal?)told,
            PromptTokens = read,
            CompletionTokens = written,
            Status = status,
        };

        await SettleAsync(taken, Dear, reply);

        Assert.Equal((decimal)spent, (await _ledger.ReadAsync([ScopeId.OfBudget(1)], Token))[0].CostUsed);
    }

    [Fact]
    public async Task A_model_that_never_answered_has_one_request_under_way_over_all_workers()
    {
        var first = await TakeFirstAsync(_gate);

        var second = await TakeFirstAsync(_otherWorkers);

        Assert.NotNull(first.AttemptId);
        Assert.Null(second.AttemptId);
        var (_, reason) = _otherWorkers.Closed(Cheap, batchId: 1)!.Value;
        Assert.StartsWith("cheap has not answered yet, and has a request under way", reason, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_next_one_may_try_a_model_as_soon_as_its_first_request_has_ended()
    {
        var first = await TakeFirstAsync(_gate);

        await SettleAsync(first, Cheap, new ModelReply { Status = 404 });

        Assert.NotNull((await TakeFirstAsync(_otherWorkers)).AttemptId);
    }

    [Fact]
    public async Task Who_knows_that_a_model_answers_does_not_wait_for_those_who_do_not()
    {
        await TakeFirstAsync(_otherWorkers);

        Assert.NotNull((await TakeAsync(Cheap)).AttemptId);
    }

    private static Model Paid(string id, Price price) => Some.Model(id, Shop) with { Tier = Tier.Paid, Price = price };

    private async Task<Permit> TakeAsync(Model model, decimal cost = 0) =>
        (await _gate.TakeAsync([Asked(model, cost)], Token))[0];

    private static async Task<Permit> TakeFirstAsync(PermitGate gate) =>
        (await gate.TakeAsync([Asked(Cheap, cost: 0).AsFirst()], Token))[0];

    private static AskedPermit Asked(Model model, decimal cost) =>
        new(model, new PermitRequest(1, 1, "a", model.Id, LimitScope.IdsOf(model, 1), [], [])
        {
            Weights = LimitScope.WeighAll(model, new RequestTokens(1, 1, 1)),
            Cost = cost,
        });

    private Task SettleAsync(Permit permit, Model model, ModelReply reply) =>
        _gate.SettleAsync(permit, model, batchId: 1, reply, Token);
}
