using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>What is asked of some chunks of a batch: all its fields, or those that earlier results lack.</summary>
/// <param name="Key">Under which the habits of models are remembered.</param>
/// <param name="Start">What is assumed of a model before its first answer.</param>
/// <param name="Overhead">The estimated tokens of a request without its documents.</param>
internal sealed record AskedPart(Definition Definition, string Key, PackHabit Start, int Overhead)
{
    public static AskedPart Of(Definition definition, BatchSettings settings) => new(
        definition,
        PackHabit.KeyOf(definition, settings),
        PackHabit.Start(settings.Pack, definition),
        Prompt.OverheadTokens(definition));
}
