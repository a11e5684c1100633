using BulkExtractor.Batches;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Recording;
using BulkExtractor.Routing;

namespace BulkExtractor.Tests.Pipeline;

/// <summary>Packs on their way, and what may be answered when their permits are asked for.</summary>
internal static class Flights
{
    public static readonly Permit Granted = new(new PermitAnswer(1, null, null), 0);
    public static readonly Permit Refused = new(new PermitAnswer(null, null, TimeSpan.FromSeconds(1)), 0);
    public static readonly Permit Stale = new(new PermitAnswer(null, null, null), 0);

    /// <summary>A pack that was chosen.</summary>
    public static InFlight Choose(
        BatchPlan plan,
        Model model,
        IReadOnlyList<LeasedChunk> chunks,
        params IReadOnlyList<IPackObserver> observers) =>
        new(new ChosenPack(new WaitingChunks(plan, chunks), new ModelChoice(model, "spread")), observers);

    /// <summary>A pack that was sent.</summary>
    public static InFlight Send(
        BatchPlan plan,
        Model model,
        IReadOnlyList<LeasedChunk> chunks,
        params IReadOnlyList<IPackObserver> observers) =>
        Choose(plan, model, chunks, observers).Leave();

    /// <summary>Sends a pack under a permit.</summary>
    public static InFlight Leave(this InFlight pack)
    {
        pack.Decide(Granted);
        pack.Send();
        return pack;
    }
}

/// <summary>Keeps what it was told of packs, in order.</summary>
internal sealed class FlightLog : IPackObserver
{
    public List<string> Told { get; } = [];

    public void Chosen(InFlight pack) => Told.Add("chosen");

    public void Sent(InFlight pack) => Told.Add("sent");

    public void Answered(InFlight pack, AttemptResult result) => Told.Add("answered");

    public void Returned(InFlight pack) => Told.Add("returned");
}
