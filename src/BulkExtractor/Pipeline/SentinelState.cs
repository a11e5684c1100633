using System.Collections.Concurrent;
using System.Collections.Immutable;
using BulkExtractor.Models;
using BulkExtractor.Quality;

namespace BulkExtractor.Pipeline;

/// <summary>What a worker knows of the sentinels of one batch.</summary>
internal sealed class SentinelState(SentinelRotation deck)
{
    private readonly ConcurrentDictionary<string, bool> _trials = new();
    private ImmutableDictionary<string, FieldAccuracies> _accuracies =
        ImmutableDictionary<string, FieldAccuracies>.Empty;
    private IReadOnlyList<ModelAccuracy> _standings = [];
    private ImmutableDictionary<string, double> _benched = ImmutableDictionary<string, double>.Empty;

    public SentinelRotation Deck => deck;

    public BetaEstimate QualityOf(string model) =>
        _accuracies.GetValueOrDefault(model)?.Chance ?? FieldAccuracies.Prior;

    /// <summary>
    /// The share of its values that a model is believed to get right, by field, as far as that was measured.
    /// </summary>
    public IReadOnlyDictionary<string, double> AccuracyOf(string model) =>
        (_accuracies.GetValueOrDefault(model)?.Fields ?? [])
            .ToDictionary(field => field.Field, field => field.Chance.Mean);

    /// <summary>What the confidences of a model's values are worth, by field, as far as that was measured.</summary>
    public FieldCalibrations CalibrationsOf(string model) => FieldCalibrations.Create(_standings, model);

    public bool IsBenched(string model) => _benched.ContainsKey(model);

    /// <summary>What was expected of a benched model.</summary>
    public double ExpectedOf(string model) => _benched.GetValueOrDefault(model);

    /// <summary>Whether a benched model may show now, in one pack, whether it reads well again.</summary>
    public bool MayTry(string model) => _trials.ContainsKey(model);

    public void Try(string model) => _trials[model] = true;

    public void Bench(string model, double expected) =>
        ImmutableInterlocked.Update(ref _benched, benched => benched.SetItem(model, expected));

    public void Unbench(string model) => ImmutableInterlocked.Update(ref _benched, benched => benched.Remove(model));

    /// <summary>Goes on by what all workers recorded.</summary>
    public void Follow(IEnumerable<ModelAccuracy> standings)
    {
        var told = standings.ToList();
        _accuracies = told.ToImmutableDictionary(one => one.Accuracy.Model, one => one.Accuracy);
        _standings = told;
        _benched = told.Where(one => one.Quarantine is not null)
            .ToImmutableDictionary(one => one.Accuracy.Model, one => one.Quarantine!.Expected);
        foreach (var model in _trials.Keys.Where(model => !_benched.ContainsKey(model)))
            _trials.TryRemove(model, out _);
    }

    /// <summary>A pack is about to go, or does not after all.</summary>
    public void Note(InFlight pack, bool going)
    {
        var (model, sign) = (pack.Model.Key, going ? 1 : -1);
        if (!pack.Pack.OnTrial) deck.Note(model, sign * pack.Chunks.Count, sign * pack.Pack.Sentinels.Count);
        else if (going) _trials.TryRemove(model, out _);
        else Try(model);
    }
}
