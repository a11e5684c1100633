using System.Collections.Concurrent;
using BulkExtractor.Models;
using BulkExtractor.Recording;

namespace BulkExtractor.Pipeline;

/// <summary>How long models take to answer, for batches that are in a hurry.</summary>
internal sealed class AnswerTimes(TimeProvider clock) : IPackObserver
{
    private const string Fast = "fast";

    // Of what was known, so that some ten answers decide.
    private const double Kept = 0.8;

    // Times of one model differ as much from one request to the next.
    private const double AsFast = 1.5;

    private readonly ConcurrentDictionary<InFlight, long> _sent = [];
    private readonly ConcurrentDictionary<string, double> _seconds = [];

    /// <summary>Whether a model is listed as fast, or answers about as fast as the fastest of some.</summary>
    public bool IsFast(Model model, IEnumerable<Model> among)
    {
        if (model.GoodFor.Contains(Fast, StringComparer.OrdinalIgnoreCase)) return true;
        if (!_seconds.TryGetValue(model.Key, out var seconds)) return false;
        var known = among.Where(other => _seconds.ContainsKey(other.Key)).Select(other => _seconds[other.Key]).ToList();
        return known.Count > 1 && seconds <= AsFast * known.Min();
    }

    /// <inheritdoc/>
    public void Sent(InFlight pack) => _sent[pack] = clock.GetTimestamp();

    /// <inheritdoc/>
    public void Answered(InFlight pack, AttemptResult result)
    {
        if (!_sent.TryRemove(pack, out var since) || result.Reply.Failure is not null) return;
        Learn(pack.Model, clock.GetElapsedTime(since));
    }

    /// <inheritdoc/>
    public void Returned(InFlight pack) => _sent.TryRemove(pack, out _);

    /// <summary>Notes how long an answer took.</summary>
    internal void Learn(Model model, TimeSpan took) => _seconds.AddOrUpdate(
        model.Key,
        took.TotalSeconds,
        (_, known) => (Kept * known) + ((1 - Kept) * took.TotalSeconds));
}
