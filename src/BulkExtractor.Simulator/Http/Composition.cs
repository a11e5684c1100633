using BulkExtractor.Simulator.Admissions;
using BulkExtractor.Simulator.Answers;
using BulkExtractor.Simulator.Faults;
using BulkExtractor.Simulator.Ledger;
using BulkExtractor.Simulator.Limits;
using BulkExtractor.Simulator.Pools;
using BulkExtractor.Simulator.Profiles;
using BulkExtractor.Simulator.Replays;

namespace BulkExtractor.Simulator.Http;

/// <summary>What a server is put together from.</summary>
internal sealed record Composition(
    SimulatorOptions Options, SimulatedPool Pool, IAnswers Answers, FaultPlan Plan, ReplayBook? Replay)
{
    public ServedEndpoints Compose(LedgerFile? file, TimeProvider time)
    {
        var clock = new ServerClock(time);
        var ledger = new ArrivalLedger();
        var order = new ArrivalOrder(ledger);
        var routing = new Routing(Options.Faults);
        var scopes = new ScopeBook(Pool, Options.Limits.DayLength);
        var admission = new Admission(scopes, routing, new InjectedRefusals(Options), Plan);
        var reception = new RequestGate(Pool, scopes, admission, order);
        var pen = new LedgerPen(ledger, file);
        var author = new Author(Answers, new Misreading(Options.Faults.Misreading));
        var latency = new Latency(Options.Latency, Options.Faults.Hanging);
        var profiles = ProfileList.All.ToDictionary(
            profile => profile.Name, profile => new ProfileGate(profile, Options, Plan, order, clock.StartedAt));
        return new ServedEndpoints(
            ChatOf(reception),
            new ListEndpoints(Pool, reception, [.. profiles.Values], routing, ledger, clock),
            profiles.ToDictionary(
                profile => profile.Key, profile => new ProfileEndpoints(ChatOf(profile.Value), profile.Value)))
        {
            Replay = Replay is null ? null : new ReplayEndpoint(Replay, order, pen, Plan, clock),
        };

        ChatEndpoint ChatOf(IPlayedProvider provider) => new(provider, author, latency, pen, clock);
    }
}

/// <summary>All that can be asked: of the pool, and of each profile by its name.</summary>
internal sealed record ServedEndpoints(
    ChatEndpoint Chat, ListEndpoints Lists, IReadOnlyDictionary<string, ProfileEndpoints> Profiles)
{
    /// <summary>Answers all else instead where there is a record.</summary>
    public ReplayEndpoint? Replay { get; init; }
}

internal sealed record ProfileEndpoints(ChatEndpoint Chat, ProfileGate Gate);
