using System.Globalization;
using BulkExtractor.BackgroundJobs;
using BulkExtractor.Chunking;

namespace BulkExtractor.Batches;

/// <summary>
/// Splits a batch's documents into chunks: equal ones once, long ones into slices, and none for those that were
/// extracted before under the same definition.
/// </summary>
public sealed class SplitWork(ISplitStore store) : IBackgroundWork
{
    private const int RangeSize = 5_000;

    /// <summary>The name under which splitting is asked for.</summary>
    public const string WorkName = "split";

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
        var canReuse = !plan.Fresh && await store.RememberAsync(batchId, cancellationToken);
        for (var first = 1; first <= plan.Documents; first += RangeSize)
        {
            var range = new SplitRange(batchId, first, first + RangeSize - 1, plan.SliceTokens);
            if (canReuse) await store.AnswerAsync(range, cancellationToken);
            await store.AddChunksAsync(range, cancellationToken);
            await CutLongAsync(range, cancellationToken);
        }
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
