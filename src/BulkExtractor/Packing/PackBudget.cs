using BulkExtractor.Jobs;
using BulkExtractor.Limits;
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

    // What is known from answers needs less.
    private const double MeasuredMargin = 1.25;
    private const int MeasuredThoughts = 150;

    // A refusal by a limit costs more than what is left of it.
    private const double UsableLimit = 0.95;

    /// <summary>
    /// The tokens that a document may have which goes alone: where only a limit of tokens makes it too long, the
    /// provider has the last word.
    /// </summary>
    public int AloneTokens { get; init; } = InputTokens;

    /// <summary>
    /// The tokens of the answer that a document takes of what the documents may have, where a limit counts both.
    /// </summary>
    public int OutputCost { get; init; }

    // What an answer about a document hardly exceeds.
    private int Needed { get; init; }

    private int Thoughts { get; init; }

    // Whether that is known from answers, and no estimate any more.
    private bool IsMeasured { get; init; }

    // Whether every token that is asked for is worth something.
    private bool CapCounts { get; init; }

    // What a limit leaves to a request that counts its cap in advance; null where none does.
    private int? Total { get; init; }

    // What is sent beside the documents, as the model counts it.
    private int Overhead { get; init; }

    /// <summary>How the model counts what is estimated.</summary>
    public TokenFactors Factors { get; init; } = TokenFactors.Start;

    /// <summary>A generous count of the tokens that the two tags around a document cost.</summary>
    public const int TagTokens = 24;

    /// <summary>A generous count of the tokens of what is told about an earlier answer.</summary>
    public const int HintTokens = 120;

    /// <summary>The bytes that the pictures of a request may have together; a larger one goes alone.</summary>
    public const int PictureBytes = 4 << 20;

    /// <summary>The most pictures in a request: some providers take no more; a document with more goes alone.</summary>
    public const int Pictures = 8;

    /// <summary>The most documents in a request that have so many pictures on average.</summary>
    public static double MostWith(double pictures) => pictures <= 0 ? int.MaxValue : Math.Max(1, Pictures / pictures);

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
        var maxTokens = Math.Min(Math.Min(model.MaxOutput, model.Context / 2), within.Output ?? int.MaxValue);
        var alone = (int)(UsableContext * model.Context) - maxTokens - overhead;
        var budget = new PackBudget(0, alone, maxTokens)
        {
            Factors = factors,
            Needed = Math.Max(1, habit.OutputReserve),
            Thoughts = habit.Thoughts,
            IsMeasured = habit.OutputDeviation > 0,
            CapCounts = within.Bind(model),
            Overhead = overhead,
        };
        budget = budget.Bounded(within, model.Context, overhead) with { AloneTokens = alone };
        var byOutput = Math.Max(1, (budget.MaxTokens - OutputReserve - habit.Thoughts) / habit.OutputReserve);
        return budget with { Documents = Math.Min(Math.Min(pack, (int)habit.Documents), byOutput) };
    }

    /// <summary>
    /// The most tokens that are asked for: where a limit or a price counts them, what so many documents need, with a
    /// margin and room for thoughts; elsewhere the model's most.
    /// </summary>
    /// <param name="inputTokens">What the request has the model read.</param>
    /// <param name="room">How much more room than at first showed to be needed; 1 at first.</param>
    public int Cap(int documents, int inputTokens = 0, double room = 1)
    {
        if (!CapCounts) return MaxTokens;
        var cap = Math.Min(MaxTokens, room * ((NeededWithMargin * documents) + CapReserve));
        // What the limit does not hold is refused for good; a short answer may do.
        return (int)(Total is { } total ? Math.Min(cap, Math.Max(Needed + OutputReserve, total - inputTokens)) : cap);
    }

    /// <summary>The tokens that an answer about so many documents hardly exceeds, thoughts included.</summary>
    public int ExpectedOutput(int documents) =>
        (int)Math.Min(MaxTokens, ((long)documents * Needed) + Thoughts + OutputReserve);

    /// <summary>The documents of a length, with their tags, that a full pack holds on average.</summary>
    public double DocumentsOf(double tokens) =>
        Math.Clamp(InputTokens / (tokens + OutputCost), 1, Math.Max(1, Documents));

    /// <summary>What a request with so many documents of a length, with their tags, takes of tokens.</summary>
    /// <param name="overheadTokens">What is sent beside the documents.</param>
    public RequestTokens Weigh(double documents, double tokens, int overheadTokens)
    {
        var (input, whole) = ((int)(overheadTokens + (documents * tokens)), (int)documents);
        return new RequestTokens(input, ExpectedOutput(whole), Cap(whole, input));
    }

    /// <summary>
    /// What fits into a request that limits leave only so much to; null where it would hold less for documents than
    /// for what is sent beside them.
    /// </summary>
    public PackBudget? Within(IReadOnlyList<LimitLeft> left)
    {
        var most = left.Min(limit => limit.Tokens - Overhead - limit.Counted switch
        {
            CountedTokens.WithCap => CapReserve,
            CountedTokens.Input => 0,
            _ => OutputReserve + Thoughts,
        });
        return most < Overhead ? null : this with
        {
            InputTokens = Math.Min(InputTokens, most),
            AloneTokens = Math.Min(AloneTokens, most),
        };
    }

    private double NeededWithMargin => (IsMeasured ? MeasuredMargin : Margin) * Needed;

    // What was measured of documents holds what is written around them.
    private int CapReserve => IsMeasured
        ? Math.Max((int)(MeasuredMargin * Thoughts), MeasuredThoughts)
        : OutputReserve + Math.Max((int)(MeasuredMargin * Thoughts), LeastThoughts);

    // Where not even a short document would fit it is sent all the same, in a window of its own.
    private PackBudget Bounded(RequestBounds within, int context, int overhead)
    {
        var bounded = this;
        if (within.Tokens is { } total && total < context)
        {
            var reserve = within.CountsCap ? CapReserve : OutputReserve + Thoughts;
            bounded = bounded with
            {
                InputTokens = Math.Min(InputTokens, (int)(UsableLimit * total) - reserve - overhead),
                MaxTokens = Math.Min(MaxTokens, total / 2),
                OutputCost = (int)Math.Ceiling(within.CountsCap ? NeededWithMargin : Needed),
                Total = within.CountsCap ? (int)(UsableLimit * total) : null,
            };
        }

        if (within.Input is { } most)
        {
            var read = (int)(UsableContext * most) - overhead;
            bounded = bounded with { InputTokens = Math.Min(bounded.InputTokens, read) };
        }

        return bounded.InputTokens < LeastInput + bounded.OutputCost ? this : bounded;
    }
}
