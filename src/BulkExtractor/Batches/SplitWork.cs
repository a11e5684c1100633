using System.Globalization;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Chunking;
using BulkExtractor.Documents.Pictures;
using BulkExtractor.Jobs;

namespace BulkExtractor.Batches;

/// <summary>
/// Splits a batch's documents into chunks: equal ones once, long ones into slices, and none for those that were
/// extracted before under the same definition, or cannot be read. Pictures at addresses are fetched first.
/// </summary>
public sealed class SplitWork(ISplitStore store, PictureFetch pictures) : IBackgroundWork
{
    private const int FetchedAtOnce = 8;
    private const int RangeSize = 5_000;

    /// <summary>The name under which splitting is asked for.</summary>
    public const string WorkName = "split";

    /// <summary>The most bytes of all pictures of a batch.</summary>
    internal long MostPictureBytes { get; init; } = PictureRoom.MostBytes;

    /// <inheritdoc/>
    public string Name => WorkName;

    /// <summary>The background job that splits a batch.</summary>
    public static BackgroundJob For(long batchId) =>
        new($"{WorkName}-{batchId}", WorkName, batchId.ToString(CultureInfo.InvariantCulture));

    /// <inheritdoc/>
    public async Task RunAsync(string argument, CancellationToken cancellationToken)
    {
        var batchId = long.Parse(argument, CultureInfo.InvariantCulture);
        if (await store.StartAsync(batchId, cancellationToken) is not { } plan) return;

        await store.NoteDuplicatesAsync(batchId, cancellationToken);
        var earlier = plan.Settings.Fresh ? [] : await FindEarlierAsync(plan, cancellationToken);
        for (var first = 1; first <= plan.Documents; first += RangeSize)
        {
            var range = new SplitRange(batchId, first, first + RangeSize - 1, plan.Settings.SliceTokens);
            await FetchAsync(range, cancellationToken);
            await store.FailUnreadableAsync(range, cancellationToken);
            foreach (var fields in earlier) await store.AnswerAsync(range, fields, cancellationToken);
            await store.AddChunksAsync(range, cancellationToken);
            await CutLongAsync(range, cancellationToken);
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
