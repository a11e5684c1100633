using BulkExtractor.Catalog;
using BulkExtractor.Jobs;

namespace BulkExtractor.Packing;

/// <summary>What fits into one request to a model.</summary>
/// <param name="Documents">The most documents.</param>
/// <param name="InputTokens">The tokens that the documents may have together.</param>
/// <param name="OutputPerDocument">The tokens expected in the answer for each document.</param>
/// <param name="MaxTokens">The most tokens that the answer may have.</param>
public sealed record PackBudget(int Documents, int InputTokens, int OutputPerDocument, int MaxTokens)
{
    // An estimate of tokens can be too low; the rest of the context is left to that.
    private const double UsableContext = 0.85;
    private const int OutputReserve = 200;

    /// <summary>A generous count of the tokens that the two tags around a document cost.</summary>
    public const int TagTokens = 24;

    /// <summary>The budget of a model for one definition.</summary>
    /// <param name="overheadTokens">What is sent beside the documents.</param>
    public static PackBudget Of(Model model, Definition definition, int pack, int overheadTokens)
    {
        var perDocument = OutputEstimate.PerDocument(definition.Fields);
        var maxTokens = Math.Min(model.MaxOutput, model.Context / 2);
        var input = (int)(UsableContext * model.Context) - maxTokens - overheadTokens;
        var byOutput = Math.Max(1, (maxTokens - OutputReserve) / perDocument);
        return new PackBudget(Math.Min(pack, byOutput), input, perDocument, maxTokens);
    }
}
