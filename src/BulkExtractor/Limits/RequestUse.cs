using BulkExtractor.Calls;
using BulkExtractor.Models;

namespace BulkExtractor.Limits;

/// <summary>What a request really took; null where nobody told, so that what was reserved stays.</summary>
/// <param name="Tokens">Read and written together.</param>
/// <param name="Cost">In US dollars.</param>
public sealed record RequestUse(int? Tokens, decimal? Cost)
{
    /// <summary>What it weighed in each of the scopes that it was granted in; none weighs the tokens in each.</summary>
    public IReadOnlyList<int> Weights { get; init; } = [];

    /// <summary>What a reply tells of it.</summary>
    public static RequestUse Measure(Model model, ModelReply reply)
    {
        var cost = model.Price is { } price ? CostOf(price, reply) : null;
        return reply is { PromptTokens: { } read, CompletionTokens: { } written }
            ? new(read + written, cost) { Weights = LimitScope.WeighAll(model, new(read, written, written)) }
            : new(null, cost);
    }

    // A refusal costs nothing. What broke off, or failed at the provider, may have been charged all the same.
    private static decimal? CostOf(Price price, ModelReply reply) => reply switch
    {
        { Cost: { } told } => told,
        { PromptTokens: { } read, CompletionTokens: { } written } => price.Of(read, written),
        { Status: >= 400 and < 500 and not 408 } => 0,
        _ => null,
    };
}
