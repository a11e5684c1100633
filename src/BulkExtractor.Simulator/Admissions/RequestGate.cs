using System.Buffers;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Admissions;

/// <summary>Plays the accounts of a pool file, in the words of OpenRouter.</summary>
internal sealed class RequestGate(
    SimulatedPool pool, ScopeBook scopes, Admission admission, ArrivalOrder order) : IPlayedProvider
{
    private readonly ChatRequestReader _reader = new();

    public AdmissionDecision Receive(string? key, ReadOnlySequence<byte> body, TimeSpan at, DateTimeOffset utc)
    {
        var visit = Identify(key, body);
        return order.Next(
            at, utc, visit.Account?.Name, visit.Model?.Id, arrival => admission.Decide(visit, arrival));
    }

    public Reply Answer(AdmissionDecision decision, Completion completion)
    {
        var reply = CompletionWriter.Write(completion, decision.Fault, decision.Dice);
        return reply with { Headers = [.. reply.Headers, new("X-Generation-Id", completion.Id)] };
    }

    // Only requests are counted here, and those when they come.
    public void Leave(AdmissionDecision decision, Completion? completion)
    {
    }

    public IReadOnlyList<ScopeSummary> SummariseScopes() =>
        order.Between(() => (IReadOnlyList<ScopeSummary>)[.. scopes.All.Select(SummaryOf)]);

    /// <summary>What an account's free models used of their day; null without such a limit.</summary>
    public (int Used, int Limit)? FreeDay(SimulatedAccount account, DateTimeOffset now) => order.Between(() =>
    {
        var day = scopes.OfAccount(account.Name, SimulatedModel.FreeTier).OfType<DayScope>().FirstOrDefault();
        day?.Turn(now);
        return day is null ? ((int, int)?)null : (day.Used, day.Limit.Requests);
    });

    private IncomingRequest Identify(string? key, ReadOnlySequence<byte> body)
    {
        var opened = pool.Opened(key);
        if (opened.Count == 0)
            return new IncomingRequest { Invalid = key is null ? ErrorReplies.NoKey : ErrorReplies.WrongKey };

        var (request, refusal) = _reader.Read(body);
        if (request is null) return new IncomingRequest { Account = opened[0], Invalid = refusal };
        var model = pool.Find(opened, request.Model);
        return new IncomingRequest
        {
            Account = model?.Account ?? opened[0],
            Model = model,
            Request = request,
            Invalid = model is null ? ErrorReplies.UnknownModel(request.Model) : null,
        };
    }

    private static ScopeSummary SummaryOf(CountedScope scope) => new()
    {
        Account = scope.Name.Account,
        Tier = scope.Name.Tier,
        Model = scope.Name.Model,
        Kind = scope is DayScope ? "day" : "window",
        WindowSeconds = scope.Window.TotalSeconds,
        Limit = scope.Limit.Requests,
        Fullest = scope.Fullest,
    };
}
