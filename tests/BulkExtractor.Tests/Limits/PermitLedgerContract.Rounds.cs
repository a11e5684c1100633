using BulkExtractor.Limits;

namespace BulkExtractor.Tests.Limits;

public abstract partial class PermitLedgerContract
{
    [Fact]
    public async Task Requests_that_ask_together_are_decided_one_after_the_other()
    {
        var open = new LimitScope(ScopeId.Parse("account open"));
        var bounded = new LimitScope(ScopeId.Parse("account bounded"), 2, TimeSpan.FromSeconds(60));
        var ledger = await CreateAsync(open, bounded);
        PermitRequest[] requests = [Request(bounded), Request(bounded, open), Request(open), Request(bounded)];

        var answers = await ledger.TakeAllAsync(requests, Token);

        Assert.Equal([null, null, null, bounded.Id], answers.Select(answer => answer.RefusedBy));
        Assert.Equal(3, answers.Select(answer => answer.AttemptId).OfType<long>().Distinct().Count());
    }

    [Fact]
    public async Task Of_requests_without_limits_that_ask_together_only_those_in_a_paused_scope_are_refused()
    {
        var open = new LimitScope(ScopeId.Parse("account open"));
        var paused = new LimitScope(ScopeId.Parse("account paused"));
        var ledger = await CreateAsync(open, paused);
        await ledger.PauseAsync(paused.Id, Named(TimeSpan.FromSeconds(40)), Token);

        var answers = await ledger.TakeAllAsync([Request(open), Request(open, paused), Request(open)], Token);

        Assert.Equal([null, paused.Id, null], answers.Select(answer => answer.RefusedBy));
        Assert.Equal(40, answers[1].Wait!.Value.TotalSeconds, 0.1);
        Assert.Equal(2, answers.Select(answer => answer.AttemptId).OfType<long>().Distinct().Count());
    }

    private PermitRequest Request(params LimitScope[] scopes) =>
        new(1, Batch, "a", "m", [.. scopes.Select(scope => scope.Id)], [], []);
}
