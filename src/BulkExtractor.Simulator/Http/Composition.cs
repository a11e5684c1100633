using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Answers;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Pools;

namespace BulkExtractor.Simulator.Http;

/// <summary>What a server is put together from.</summary>
internal sealed record Composition(
    SimulatorOptions Options, SimulatedPool Pool, IAnswers Answers, FaultPlan Plan)
{
    public (ChatEndpoint Chat, ListEndpoints Lists) Compose(LedgerFile? file, TimeProvider time)
    {
        var clock = new ServerClock(time);
        var ledger = new ArrivalLedger();
        var routing = new Routing(Options.Faults);
        var scopes = new ScopeBook(Pool, Options.Limits.DayLength);
        var admission = new Admission(scopes, routing, new InjectedRefusals(Options), Plan);
        var reception = new RequestGate(Pool, scopes, admission, ledger);
        var pen = new LedgerPen(ledger, file);
        var author = new Author(Answers, new Misreading(Options.Faults.Misreading));
        return (
            new ChatEndpoint(reception, author, new Latency(Options.Latency, Options.Faults.Hanging), pen, clock),
            new ListEndpoints(Pool, reception, routing, ledger, clock));
    }
}
