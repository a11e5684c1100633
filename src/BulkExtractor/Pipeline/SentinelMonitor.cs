using System.Collections.Concurrent;
using System.Globalization;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Models;
using BulkExtractor.Quality;
using BulkExtractor.Recording;
using BulkExtractor.Routing;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Pipeline;

/// <summary>
/// What a worker knows of sentinels: when one rides, how models read them, and who is benched for that.
/// </summary>
internal sealed partial class SentinelMonitor(
    ISentinelStore store, PipelineOptions options, Random random, TimeProvider clock, ILogger<SentinelMonitor> logger)
    : IPackObserver
{
    private const int MostOnTrial = 3;

    private readonly ConcurrentDictionary<long, SentinelState> _measured = new();
    private readonly Throttle _look = new(TimeSpan.FromSeconds(15), clock);

    /// <summary>
    /// Looks at the gold of new batches, and again at what all workers recorded when some time has passed.
    /// </summary>
    public async Task RefreshAsync(IReadOnlyList<BatchPlan> plans, CancellationToken cancellationToken)
    {
        var measured = plans.Where(plan => plan.IsMeasured).ToList();
        foreach (var ended in _measured.Keys.Except(measured.Select(plan => plan.Batch.BatchId)))
            _measured.TryRemove(ended, out _);
        var fresh = measured.Where(plan => !_measured.ContainsKey(plan.Batch.BatchId)).ToList();
        foreach (var plan in fresh) _measured[plan.Batch.BatchId] = await MeasureAsync(plan, cancellationToken);
        if (fresh.Count > 0) _look.Reset();
        if (measured.Count > 0)
            await _look.RunAsync(
                token => FollowAsync([.. measured.Select(plan => plan.Batch.BatchId)], token), cancellationToken);
    }

    /// <summary>What is believed of how a model reads for a batch; certainty where nothing is measured.</summary>
    public BetaEstimate QualityOf(BatchPlan plan, Model model) =>
        StateOf(plan)?.QualityOf(model.Key) ?? Candidate.Unmeasured;

    /// <summary>
    /// The share of its values that a model is believed to get right for a batch, by field, where measured.
    /// </summary>
    public IReadOnlyDictionary<string, double> AccuracyOf(BatchPlan plan, Model model) =>
        StateOf(plan)?.AccuracyOf(model.Key) ?? new Dictionary<string, double>();

    /// <summary>What the confidences of a model's values are worth for a batch, where that was measured.</summary>
    public FieldCalibrations CalibrationsOf(BatchPlan plan, Model model) =>
        StateOf(plan)?.CalibrationsOf(model.Key) ?? FieldCalibrations.None;

    /// <summary>Whether a model must not be asked for a batch, unless to show whether it reads well again.</summary>
    public bool IsBenched(BatchPlan plan, Model model) => StateOf(plan)?.IsBenched(model.Key) ?? false;

    /// <summary>Why a model cannot be asked for a batch now; null when it can.</summary>
    public (TimeSpan Wait, string Reason)? Closed(BatchPlan plan, Model model) =>
        StateOf(plan) is { } batch && batch.IsBenched(model.Key) && !batch.MayTry(model.Key)
            ? (options.TrialPause, $"{model.Id} is benched: it misread sentinels")
            : null;

    /// <summary>
    /// A pack for a model with the sentinels that ride in it; null when the model cannot show itself in it.
    /// </summary>
    public ChosenPack? Load(BatchPlan plan, ModelChoice choice, IReadOnlyList<LeasedChunk> chunks)
    {
        var pack = new ChosenPack(new WaitingChunks(plan, chunks), choice);
        if (StateOf(plan) is not { } batch) return pack;

        var (model, budget) = (choice.Model.Key, plan.Budget(choice.Model, chunks[0]));
        var onTrial = batch.IsBenched(model);
        var due = onTrial ? batch.Deck.Deal(MostOnTrial) : batch.Deck.Due(model, chunks.Count);
        var ride = SentinelPlacement.Place(chunks, due, budget);
        if (onTrial && ride.Sentinels.Count == 0) return null;
        return pack with
        {
            Chosen = new WaitingChunks(plan, ride.Chunks),
            Choice = onTrial ? choice with { Reason = "on trial" } : choice,
            Sentinels = ride.Sentinels,
            OnTrial = onTrial,
        };
    }

    /// <summary>The sentinels of a pack have had their ride.</summary>
    public void Chosen(InFlight pack) => StateOf(pack.Plan)?.Note(pack, going: true);

    /// <summary>The sentinels of a pack are due as before.</summary>
    public void Returned(InFlight pack) => StateOf(pack.Plan)?.Note(pack, going: false);

    /// <summary>A request of a trial counts only if its sentinels went well.</summary>
    public AttemptResult Judge(AttemptResult attempt)
    {
        if (!attempt.OnTrial || _measured.GetValueOrDefault(attempt.BatchId) is not { } batch) return attempt;
        var expected = batch.ExpectedOf(attempt.Pack.Model.Key);
        return attempt.SentinelShare is { } share && Drift.IsOver(expected, share)
            ? attempt
            : attempt.Withdraw("its model is benched, and misread the sentinels of a trial");
    }

    /// <summary>
    /// Looks whether the models that read sentinels in some requests drifted, and benches those that did.
    /// </summary>
    public async Task LookAsync(IReadOnlyList<AttemptResult> attempts, CancellationToken cancellationToken)
    {
        foreach (var attempt in attempts.Where(attempt => attempt is { OnTrial: true, Withdrawn: false }))
            _measured.GetValueOrDefault(attempt.BatchId)?.Unbench(attempt.Pack.Model.Key);
        var read = attempts.Where(attempt => attempt is { Sentinels.Count: > 0, OnTrial: false });
        foreach (var attempt in read.DistinctBy(attempt => (attempt.BatchId, attempt.Pack.Model.Key)))
            await LookAsync(attempt.BatchId, attempt.Pack.Model, cancellationToken);
    }

    private async Task FollowAsync(List<long> batches, CancellationToken cancellationToken)
    {
        var standings = await store.ReadStandingsAsync(batches, cancellationToken);
        foreach (var (batchId, batch) in _measured) batch.Follow(standings.Where(one => one.BatchId == batchId));
        if (!standings.Any(standing => standing.Quarantine is not null)) return;
        foreach (var (batchId, model) in await store.TakeTrialsAsync(batches, options.TrialPause, cancellationToken))
            _measured[batchId].Try(model);
    }

    private async Task LookAsync(long batchId, Model model, CancellationToken cancellationToken)
    {
        if (_measured.GetValueOrDefault(batchId) is not { } batch) return;
        var (readings, known) = await store.ReadReadingsAsync(batchId, model, cancellationToken);
        var verdict = Drift.OfFields(readings, known);
        if (!verdict.HasDrifted) return;
        batch.Bench(model.Key, verdict.ExpectedOfAll);
        var reason = string.Create(
            CultureInfo.InvariantCulture,
            $"of its latest sentinels {verdict.Recent:P0} of {verdict.Field ?? "all fields"} were right, "
            + $"{verdict.Expected:P0} or more before");
        var bench = new QuarantineDecision(reason, verdict.ExpectedOfAll, verdict.LastGood, options.TrialPause);
        if (await store.QuarantineAsync(batchId, model, bench, cancellationToken) is { } reopened)
            LogBenched(model.Id, batchId, reason, reopened);
    }

    private async Task<SentinelState> MeasureAsync(BatchPlan plan, CancellationToken cancellationToken)
    {
        var gold = await store.ReadGoldAsync(plan.Batch.BatchId, cancellationToken);
        var sentinels = Sentinel.Select(gold, plan.Batch.Definition);
        return new SentinelState(new SentinelRotation(sentinels, plan.Batch.Settings.Sentinel, random));
    }

    private SentinelState? StateOf(BatchPlan plan) =>
        plan.IsMeasured ? _measured.GetValueOrDefault(plan.Batch.BatchId) : null;

    [LoggerMessage(
        LogLevel.Warning,
        "{Model} is benched for the job of batch {Batch}: {Reason}; {Documents} documents are asked of other models")]
    private partial void LogBenched(string model, long batch, string reason, int documents);
}
