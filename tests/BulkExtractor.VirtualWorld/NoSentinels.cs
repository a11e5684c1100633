using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Quality;

namespace BulkExtractor.VirtualWorld;

/// <summary>A world without gold: nobody is measured, and nobody asks it.</summary>
internal sealed class NoSentinels : ISentinelStore
{
    public Task<IReadOnlyList<GoldRow>> ReadGoldAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<ModelAccuracy>> ReadStandingsAsync(
        IReadOnlyCollection<long> batches, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<IReadOnlyList<(long BatchId, string Model)>> TakeTrialsAsync(
        IReadOnlyCollection<long> batches, TimeSpan pause, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<(IReadOnlyList<FieldReading> Readings, double? Expected)> ReadReadingsAsync(
        long batchId, Model model, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<int?> QuarantineAsync(
        long batchId, Model model, QuarantineDecision bench, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<MeasuredModel>> ListMeasuredAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<MeasuredModel>>([]);

    public Task<int> CountTakenBackAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task ForgetAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
