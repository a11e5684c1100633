using System.Collections.Concurrent;
using BulkExtractor.Models;

namespace BulkExtractor.Routing;

/// <summary>How models fared lately: for each the chance that a document sent to it is answered.</summary>
/// <remarks>
/// Evidence fades by half in two hours and never weighs more than fifty requests, so that a model that turns bad is
/// left within minutes, and one that was left is tried again. All workers start from, and return to, what is recorded.
/// </remarks>
public sealed class SuccessEstimator(TimeProvider clock)
{
    private const double MostWeight = 50;
    private const double LeastRoom = 1;
    private const double MostRoom = 64;
    private const double StartRoom = 4;

    // Nine in ten, and worth five requests.
    private static readonly BetaEstimate Prior = new(4.5, 0.5);

    private readonly ConcurrentDictionary<string, (BetaEstimate Seen, long At)> _seen = new();
    private readonly ConcurrentDictionary<string, double> _rooms = new();

    /// <summary>The time in which evidence loses half of its weight.</summary>
    public static readonly TimeSpan HalfLife = TimeSpan.FromHours(2);

    /// <summary>What is believed of a model now.</summary>
    public BetaEstimate Of(string model)
    {
        var seen = Faded(model);
        return new BetaEstimate(Prior.Good + seen.Good, Prior.Bad + seen.Bad);
    }

    /// <summary>
    /// How many requests may be under way to a model before another one is preferred: grows by one with as many answers
    /// as there may be requests, halves with each that breaks or hangs, so that a model that hangs holds up few.
    /// </summary>
    public int RoomOf(string model) => (int)_rooms.GetValueOrDefault(model, StartRoom);

    /// <summary>Learns from a request.</summary>
    /// <param name="answered">The share of its documents that was answered.</param>
    /// <param name="broke">Whether the way or the server failed.</param>
    public void Learn(string model, double answered, bool broke = false)
    {
        var seen = Faded(model);
        _seen[model] = (Bounded(new BetaEstimate(seen.Good + answered, seen.Bad + 1 - answered)), clock.GetTimestamp());
        if (answered == 0 && !broke) return;
        _rooms.AddOrUpdate(model, _ => Room(StartRoom, broke), (_, room) => Room(room, broke));
    }

    /// <summary>Goes on from what was recorded by all workers.</summary>
    public void Adopt(IReadOnlyList<ModelEvidence> recorded)
    {
        foreach (var model in recorded.GroupBy(evidence => evidence.Model))
        {
            var seen = new BetaEstimate(model.Sum(evidence => evidence.Good), model.Sum(evidence => evidence.Bad));
            _seen[model.Key] = (Bounded(seen), clock.GetTimestamp());
        }
    }

    private BetaEstimate Faded(string model)
    {
        if (!_seen.TryGetValue(model, out var known)) return default;
        var left = Math.Pow(0.5, clock.GetElapsedTime(known.At) / HalfLife);
        return new BetaEstimate(known.Seen.Good * left, known.Seen.Bad * left);
    }

    private static BetaEstimate Bounded(BetaEstimate chance)
    {
        var share = Math.Min(1, MostWeight / Math.Max(chance.Weight, 1));
        return new BetaEstimate(chance.Good * share, chance.Bad * share);
    }

    private static double Room(double room, bool broke) =>
        Math.Clamp(broke ? room / 2 : room + (1 / room), LeastRoom, MostRoom);
}
