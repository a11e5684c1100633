using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Quality;

/// <summary>Keeps gold, what models made of it, and who is benched for that; over all workers.</summary>
/// <remarks>How requests read their sentinels is recorded with them, by the queue.</remarks>
public interface ISentinelStore
{
    /// <summary>The gold of a batch: what was submitted with its definition, and what people approved since.</summary>
    Task<IReadOnlyList<GoldRow>> ReadGoldAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>How models read the sentinels of some batches, and who is benched.</summary>
    Task<IReadOnlyList<ModelAccuracy>> ReadStandingsAsync(
        IReadOnlyCollection<long> batches, CancellationToken cancellationToken);

    /// <summary>Takes the trials that are due: nobody else gets them until some time later.</summary>
    Task<IReadOnlyList<(long BatchId, string Model)>> TakeTrialsAsync(
        IReadOnlyCollection<long> batches, TimeSpan pause, CancellationToken cancellationToken);

    /// <summary>
    /// What a model made of its latest sentinels, and what was expected of it before them, if anything was.
    /// </summary>
    Task<(IReadOnlyList<FieldReading> Readings, double? Expected)> ReadReadingsAsync(
        long batchId, Model model, CancellationToken cancellationToken);

    /// <summary>
    /// Benches a model for the definition of a batch, and opens again what it read since its last good sentinel.
    /// </summary>
    /// <returns>How many documents were opened again; null when it was benched already.</returns>
    Task<int?> QuarantineAsync(
        long batchId, Model model, QuarantineDecision bench, CancellationToken cancellationToken);

    /// <summary>How models read the sentinels of each job, as it is asked now.</summary>
    Task<IReadOnlyList<MeasuredModel>> ListMeasuredAsync(CancellationToken cancellationToken);

    /// <summary>How many documents of a batch were opened again because their model was benched.</summary>
    Task<int> CountTakenBackAsync(long batchId, CancellationToken cancellationToken);

    /// <summary>
    /// Forgets sentinels older than <see cref="FieldAccuracies.Memory"/>, unless a model is benched for them.
    /// </summary>
    Task ForgetAsync(CancellationToken cancellationToken);
}

/// <summary>Why a model is benched, and for how long at least.</summary>
/// <param name="LastGood">The attempt with its last good sentinel; null when there was none.</param>
/// <param name="Pause">The time until a trial.</param>
public sealed record QuarantineDecision(string Reason, double Expected, long? LastGood, TimeSpan Pause);
