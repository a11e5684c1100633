using BulkExtractor.Batches;
using BulkExtractor.Packing;
using BulkExtractor.Pipeline;

namespace BulkExtractor.Benchmarks.Packing;

/// <summary>Packs as the pipeline makes them: from a window a few packs deep that is refilled as packs leave.</summary>
internal static class WindowPacking
{
    public static int Count(IReadOnlyList<int> tokens, PackBudget budget)
    {
        var most = new PipelineOptions().WindowPacks * budget.Documents;
        var waiting = new List<LeasedChunk>();
        var (next, requests) = (0, 0);
        while (true)
        {
            // Like the feed, which leases again when there is room for a whole pack.
            if (most - waiting.Count >= budget.Documents)
                while (waiting.Count < most && next < tokens.Count) waiting.Add(Chunk(next, tokens[next++]));
            if (waiting.Count == 0) return requests;

            var gone = Packer.Choose(waiting, budget).ToHashSet();
            waiting.RemoveAll(gone.Contains);
            requests++;
        }
    }

    private static LeasedChunk Chunk(int number, int tokens) => new(number, 1, number, 0, 1, "", tokens, 0, []);
}
