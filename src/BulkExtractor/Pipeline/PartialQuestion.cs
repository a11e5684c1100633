using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Packing;

namespace BulkExtractor.Pipeline;

/// <summary>The definition by which a question is asked, and what is known of requests with it.</summary>
/// <param name="Key">Under which the habits of models are remembered.</param>
/// <param name="Start">What is assumed of a model before its first answer.</param>
/// <param name="Overhead">The estimated tokens of a request without its documents.</param>
internal sealed record PartialQuestion(Definition Definition, string Key, PackStats Start, int Overhead)
{
    public static PartialQuestion Create(Definition definition, BatchSettings settings) => new(
        definition,
        PackStats.KeyOf(definition, settings),
        PackStats.Start(settings.Pack, definition),
        Prompt.OverheadTokens(definition));
}
