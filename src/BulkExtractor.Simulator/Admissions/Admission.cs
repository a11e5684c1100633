using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Admissions;

/// <summary>
/// Decides what becomes of an arrival, in the provider's order: key, body, the account's limits and credit,
/// routing, context, the model's limits, the provider behind. Used under one lock, with times that do not go back.
/// </summary>
internal sealed class Admission(
    ScopeBook scopes, Routing routing, InjectedRefusals injected, FaultPlan plan)
{
    public AdmissionDecision Decide(IncomingRequest visit, Arrival arrival)
    {
        var verdict = new AdmissionDecision(visit, arrival, plan.DiceOf(arrival.Number));
        if (visit is { Account: not null, Model: { } model }) scopes.Arrive(model, arrival);
        if (visit.Invalid is { } invalid) return verdict with { Refusal = invalid };
        return Place(DecideValid(verdict));
    }

    private AdmissionDecision DecideValid(AdmissionDecision verdict)
    {
        var (request, model, arrival) = (verdict.Visit.Request!, verdict.Visit.Model!, verdict.Arrival);
        var fault = plan.Draw(model.Id, verdict.Dice);
        var account = scopes.OfAccount(model.Account.Name, model.Tier);

        if (LimitReached(account, verdict) is { } full) return verdict with { Refusal = full };
        if (injected.ByAccount(fault, account, arrival) is { } spent)
            return verdict with { Refusal = spent, Fault = fault };
        if (routing.Refuse(model, request, arrival) is { } lost) return verdict with { Refusal = lost };
        if (LimitReached(scopes.OfModel(model), verdict) is { } crowded) return verdict with { Refusal = crowded };
        if (injected.ByContent(model, request) is { } flagged) return verdict with { Refusal = flagged };
        return verdict with { Refusal = injected.ByProvider(fault, model, verdict), Fault = fault };
    }

    private static ErrorReply? LimitReached(CountedScope[] scopes, AdmissionDecision verdict)
    {
        if (ScopeBook.Admit(scopes, verdict.Arrival) is not { } reached) return null;
        var headers = new RateLimitHeaders(reached.Scope.Limit.Requests, reached.Until);
        var daily = reached.Scope is DayScope;
        if (reached.Scope.Name.Model is null) return daily ? ErrorReplies.Day(headers) : ErrorReplies.Minute(headers);
        var model = verdict.Visit.Model!;
        return daily ? ErrorReplies.ModelDay(model, headers) : ErrorReplies.ModelMinute(model, headers);
    }

    private AdmissionDecision Place(AdmissionDecision verdict) => verdict.Refusal is { RateLimit: not null } refusal
        ? verdict with { Refusal = refusal with { Placement = plan.PlacementOf(verdict.Dice) } }
        : verdict;
}
