using BulkExtractor.Batches;
using BulkExtractor.Submissions;

namespace BulkExtractor.Tests.Schedules;

/// <summary>Batches that wait to be split, and are not split here.</summary>
internal sealed class UnsplitBatches(params long[] batches) : ISplitStore
{
    public Task<IReadOnlyList<long>> ListUnsplitAsync(CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<long>>(batches);

    public Task<SplitPlan?> StartAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<SplitResult?> EndAsync(SplitPlan plan, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task FailAsync(long batchId, string problem, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task NoteDuplicatesAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<EarlierDefinition>> RememberAsync(
        long batchId, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<(int Documents, int Known)> CountKnownAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<long> ReadPictureBytesAsync(long batchId, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<AddressedPicture>> ListAddressesAsync(
        SplitRange range, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task KeepPictureAsync(
        AddressedPicture asked, Picture? picture, string? problem, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task FailUnreadableAsync(SplitRange range, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task AnswerAsync(SplitRange range, EarlierFields earlier, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task AddChunksAsync(SplitRange range, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<IReadOnlyList<(int DocumentNo, string Text)>> ReadLongAsync(
        SplitRange range, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task AddSlicesAsync(
        long batchId, int documentNo, IReadOnlyList<SizedSlice> slices, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
