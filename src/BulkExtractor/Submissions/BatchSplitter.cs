using BulkExtractor.Batches;
using BulkExtractor.Documents;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Jobs;

namespace BulkExtractor.Submissions;

/// <summary>
/// Splits a batch's documents into chunks: equal ones once, long ones into slices, and none for those that were
/// extracted before under the same definition, or cannot be read. Pictures at addresses are fetched first.
/// </summary>
public sealed class BatchSplitter(ISplitStore store, PictureFetch pictures, NewWork work)
{
    private const int FetchedAtOnce = 8;
    private const int RangeSize = 5_000;

    /// <summary>The most bytes of all pictures of a batch.</summary>
    internal long MostPictureBytes { get; init; } = PictureRoom.MostBytes;

    /// <summary>Splits a batch, again if that is asked for meanwhile; null when there is no such batch.</summary>
    public async Task<SplitResult?> RunAsync(long batchId, CancellationToken cancellationToken)
    {
        while (await store.StartAsync(batchId, cancellationToken) is { } plan)
        {
            await SplitAsync(plan, cancellationToken);
            if (await store.EndAsync(plan, cancellationToken) is { } result) return result;
        }

        return null;
    }

    /// <summary>Says in the batch why it could not be split, and when that is tried again.</summary>
    public Task TellFailureAsync(
        long batchId, string reason, DateTimeOffset? nextAt, CancellationToken cancellationToken)
    {
        var next = nextAt is { } at
            ? $"next try {BatchWait.Say(at)}"
            : "'bulk retry' tries it again";
        return store.FailAsync(batchId, $"splitting failed: {reason}; {next}", cancellationToken);
    }

    private async Task SplitAsync(SplitPlan plan, CancellationToken cancellationToken)
    {
        var batchId = plan.BatchId;
        await store.NoteDuplicatesAsync(batchId, cancellationToken);
        var earlier = plan.Settings.Fresh ? [] : await FindEarlierAsync(plan, cancellationToken);
        for (var first = 1; first <= plan.LastNo; first += RangeSize)
        {
            var range = new SplitRange(batchId, first, first + RangeSize - 1, plan.Settings.SliceTokens);
            await FetchAsync(range, cancellationToken);
            await store.FailUnreadableAsync(range, cancellationToken);
            foreach (var fields in earlier) await store.AnswerAsync(range, fields, cancellationToken);
            await store.AddChunksAsync(range, cancellationToken);
            await CutLongAsync(range, cancellationToken);
            work.Tell();
        }
    }

    // Here and not at submission, which is not to wait for other people's servers; and once, however often it is asked.
    private async Task FetchAsync(SplitRange range, CancellationToken cancellationToken)
    {
        PictureRoom? room = null;
        while (await store.ListAddressesAsync(range, cancellationToken) is { Count: > 0 } addressed)
        {
            room ??= await RoomAsync(range.BatchId, cancellationToken);
            await Parallel.ForEachAsync(
                addressed,
                new ParallelOptions { MaxDegreeOfParallelism = FetchedAtOnce, CancellationToken = cancellationToken },
                async (one, token) =>
                {
                    var (picture, problem) = await FetchAsync(one, room, token);
                    await store.KeepPictureAsync(one, picture, problem, token);
                });
        }
    }

    private async Task<PictureRoom> RoomAsync(long batchId, CancellationToken cancellationToken) =>
        new(await store.ReadPictureBytesAsync(batchId, cancellationToken), MostPictureBytes);

    private async Task<(Picture? Picture, string? Problem)> FetchAsync(
        AddressedPicture asked, PictureRoom room, CancellationToken cancellationToken)
    {
        if (room.IsFull) return (null, PictureRoom.Problem);
        var (picture, problem) = await pictures.FetchAsync(asked.Address, cancellationToken);
        return picture is null || room.Take(picture, asked.Copies) ? (picture, problem) : (null, PictureRoom.Problem);
    }

    // Where more than single fields changed, every answer may: then nothing earlier is worth anything.
    private async Task<IReadOnlyList<EarlierFields>> FindEarlierAsync(
        SplitPlan plan, CancellationToken cancellationToken)
    {
        var definitions = await store.RememberAsync(plan.BatchId, cancellationToken);
        return
        [
            .. from earlier in definitions
               let diff = DefinitionDiff.Between(earlier.Definition, plan.Definition)
               where diff.AllBecause is null && diff.Asked.Count < plan.Definition.Fields.Properties.Count
               select new EarlierFields(earlier.DefinitionId, diff.Asked, diff.Dropped),
        ];
    }

    private async Task CutLongAsync(SplitRange range, CancellationToken cancellationToken)
    {
        while (await store.ReadLongAsync(range, cancellationToken) is { Count: > 0 } documents)
        {
            foreach (var (documentNo, text) in documents) await CutAsync(documentNo, text);
            range = range with { First = documents[^1].DocumentNo + 1 };
        }

        Task CutAsync(int documentNo, string text) => store.AddSlicesAsync(
            range.BatchId,
            documentNo,
            [.. Slicer.Cut(text, range.SliceTokens).Select(slice => new SizedSlice(slice, range.SliceTokens))],
            cancellationToken);
    }
}
