using System.Text.Json.Nodes;
using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Batches;

/// <summary>A gold row as it rides in packs: to the model a document like any other, to nobody else one.</summary>
/// <param name="Fields">The known fields; what is missing is known to be empty.</param>
/// <param name="Tokens">The estimated length of the text in tokens.</param>
public sealed record Sentinel(string Text, JsonObject Fields, int Tokens)
{
    /// <summary>
    /// The sentinels of some gold: without texts that the models are shown as examples, or that must be alone.
    /// </summary>
    public static IReadOnlyList<Sentinel> Select(IEnumerable<GoldRow> gold, Definition definition)
    {
        var shown = definition.Examples.Select(example => example.Document).ToHashSet();
        return
        [
            .. gold
                .Where(row => !shown.Contains(row.Text) && !Injection.IsSuspectedIn(row.Text))
                .Select(row => new Sentinel(row.Text, row.Fields, TokenEstimate.Estimate(row.Text))),
        ];
    }

    /// <summary>The sentinel as a pack holds it: under numbers that no chunk and no document has.</summary>
    /// <param name="place">Its place among the sentinels of the pack.</param>
    internal LeasedChunk ToChunk(long batchId, int place) =>
        new(-1 - place, batchId, -1 - place, 0, 0, Text, Tokens, 0, []);
}
