using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Packing;

/// <summary>What fits into one request to a model.</summary>
/// <param name="Documents">The most documents.</param>
/// <param name="InputTokens">The tokens that the documents may have together, as the model counts them.</param>
/// <param name="MaxTokens">The most tokens that the answer may have.</param>
public sealed record PackBudget(int Documents, int InputTokens, int MaxTokens)
{
    // An estimate of tokens can be too low; the rest of the context is left to that.
    private const double UsableContext = 0.85;
    private const int OutputReserve = 200;
    private const int LeastInput = 300;
    private const int LeastThoughts = 500;
    private const double Margin = 1.5;

    /// <summary>
    /// The tokens that a document may have which goes alone: where only a limit of tokens makes it too long, the
    /// provider has the last word.
    /// </summary>
    public int AloneTokens { get; init; } = InputTokens;

    /// <summary>What an answer about a document takes, where the cap counts; else null.</summary>
    private int? NeededPerDocument { get; init; }

    private int Thoughts { get; init; }

    /// <summary>How the model counts what is estimated.</summary>
    public TokenFactors Factors { get; init; } = TokenFactors.Start;

    /// <summary>A generous count of the tokens that the two tags around a document cost.</summary>
    public const int TagTokens = 24;

    /// <summary>A generous count of the tokens of what is told about an earlier answer.</summary>
    public const int HintTokens = 120;

    /// <summary>The bytes that the pictures of a request may have together; a larger one goes alone.</summary>
    public const int PictureBytes = 4 << 20;

    /// <summary>The most pictures in a request: some providers take no more.</summary>
    public const int Pictures = 8;

    /// <summary>The budget of a model for one definition, before anything is known of it.</summary>
    /// <param name="pack">The most documents that are wished.</param>
    /// <param name="overheadTokens">What is sent beside the documents.</param>
    public static PackBudget Calculate(Model model, Definition definition, int pack, int overheadTokens) =>
        Calculate(model, PackStats.Start(pack, definition), TokenFactors.Start, pack, overheadTokens);

    /// <summary>The budget of a model that has answered before.</summary>
    public static PackBudget Calculate(
        Model model, PackStats habit, TokenFactors factors, int pack, int overheadTokens, RequestBounds? bounds = null)
    {
        var within = (bounds ?? RequestBounds.None).Within(model);
        var overhead = factors.Count(Script.Latin, overheadTokens);
        var (maxTokens, input) = Share(model, within, overhead);
        // Where not even a short document would fit it is sent all the same, in a window of its own.
        if (input < LeastInput) (maxTokens, input) = Share(model, within with { Tokens = null }, overhead);
        var byOutput = Math.Max(1, (maxTokens - OutputReserve - habit.Thoughts) / habit.OutputReserve);
        var documents = Math.Min(Math.Min(pack, (int)habit.Documents), byOutput);
        return new PackBudget(documents, input, maxTokens)
        {
            Factors = factors,
            AloneTokens = Math.Max(input, Share(model, within with { Tokens = null }, overhead).Input),
            NeededPerDocument = within.Bind(model) ? Math.Max(1, habit.OutputReserve) : null,
            Thoughts = habit.Thoughts,
        };
    }

    /// <summary>
    /// The most tokens that are asked for: where a limit or a price counts them, what so many documents need, with a
    /// margin and room for thoughts; elsewhere the model's most.
    /// </summary>
    /// <param name="room">How much more room than at first showed to be needed; 1 at first.</param>
    public int Cap(int documents, double room = 1)
    {
        if (NeededPerDocument is not { } needed) return MaxTokens;
        var cap = room * ((Margin * documents * needed) + OutputReserve + Math.Max(Thoughts, LeastThoughts));
        return (int)Math.Min(MaxTokens, cap);
    }

    private static (int MaxTokens, int Input) Share(Model model, RequestBounds bounds, int overhead)
    {
        var context = Math.Min(model.Context, bounds.Tokens ?? int.MaxValue);
        var maxTokens = Math.Min(Math.Min(model.MaxOutput, context / 2), bounds.Output ?? int.MaxValue);
        return (maxTokens, (int)(UsableContext * context) - maxTokens - overhead);
    }
}
