using System.Buffers;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Wire;

namespace BulkExtractor.Simulator.Admissions;

/// <summary>Receives requests one by one: number, time, ledger and limits agree on the order.</summary>
internal sealed class RequestGate(
    SimulatedPool pool, ScopeBook scopes, Admission admission, ArrivalLedger ledger)
{
    private readonly ChatRequestReader _reader = new();
    private readonly Lock _gate = new();
    private long _number;
    private TimeSpan _lastAt;

    /// <param name="at">When the request came in, before its body was read.</param>
    /// <param name="utc">The same instant by the calendar.</param>
    public AdmissionDecision Receive(string? key, ReadOnlySequence<byte> body, TimeSpan at, DateTimeOffset utc)
    {
        var visit = Identify(key, body);
        lock (_gate)
        {
            // A request that was read faster than an earlier one is counted first: time must not go back.
            _lastAt = at > _lastAt ? at : _lastAt;
            var arrival = new Arrival(++_number, _lastAt, utc, visit.Account?.Name, visit.Model?.Id);
            ledger.Arrive(arrival);
            return admission.Decide(visit, arrival);
        }
    }

    public IReadOnlyList<ScopeSummary> SummariseScopes()
    {
        lock (_gate) return [.. scopes.All.Select(SummaryOf)];
    }

    /// <summary>What an account's free models used of their day; null without such a limit.</summary>
    public (int Used, int Limit)? FreeDay(SimulatedAccount account, DateTimeOffset now)
    {
        lock (_gate)
        {
            var day = scopes.OfAccount(account.Name, SimulatedModel.FreeTier).OfType<DayScope>().FirstOrDefault();
            day?.Turn(now);
            return day is null ? null : (day.Used, day.Limit.Requests);
        }
    }

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
