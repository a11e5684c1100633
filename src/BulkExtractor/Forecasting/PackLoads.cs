using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Forecasting;

/// <summary>What the packs of a batch hold and weigh at each of its models.</summary>
/// <param name="known">What was learned of the models.</param>
/// <param name="tokensPerChunk">How long a chunk is on average, with its tags.</param>
/// <param name="picturesPerChunk">How many pictures a chunk has on average.</param>
public sealed class PackLoads(
    Definition definition,
    BatchSettings settings,
    IReadOnlyList<Model> models,
    LearnedPackStats known,
    double tokensPerChunk,
    double picturesPerChunk = 0)
{
    private readonly int _overhead = Prompt.OverheadTokens(definition);
    private readonly string _key = PackStats.KeyOf(definition, settings);
    private readonly PackStats _start = PackStats.Start(settings.Pack, definition);

    // Where the size is found out, packs grow so far.
    private int Most => settings.PackIsAuto ? PackSizeLearner.MostDocuments : 0;

    /// <summary>How many chunks there are to send; 0 where that does not matter.</summary>
    public double Chunks { get; init; }

    /// <summary>What a request with a pack takes of tokens that is as large as it gets.</summary>
    public RequestTokens Weigh(Model model)
    {
        var budget = Budget(model, Most);
        return budget.Weigh(SizeOf(model, budget), tokensPerChunk, _overhead);
    }

    /// <summary>How much of a usual pack those of some models hold: less where a limit of tokens bounds them.</summary>
    public double ShareOf(IReadOnlyList<Model> some) => some.Count == 0 || models.Count == 0
        ? 1
        : some.Average(model => SizeOf(model, Most)) / models.Average(model => SizeOf(model, Most));

    /// <summary>
    /// How full packs become: what the lengths of documents and answers leave room for; where the size is found out, it
    /// goes on from what is known of the models.
    /// </summary>
    public PackGrowth Grow() => new(
        models.Average(model => SizeOf(model, 0)), models.Average(model => SizeOf(model, Most)), models.Count)
    {
        Rising = models.Average(model => HabitOf(model).TooLarge is null ? 1 : 0),
    };

    private double SizeOf(Model model, double least) => SizeOf(model, Budget(model, least));

    private double SizeOf(Model model, PackBudget budget)
    {
        var full = Math.Min(budget.DocumentsOf(tokensPerChunk), PackBudget.MostWith(picturesPerChunk));
        return IsShort(model, budget.Weigh(full, tokensPerChunk, _overhead), full)
            ? full
            : WindowFill.SizeOf(model, budget, full, tokensPerChunk, _overhead);
    }

    // Of a day that does not hold all, full packs make the most.
    private bool IsShort(Model model, RequestTokens request, double documents) => LimitScope.ListFor(model)
        .Where(scope => scope is { Tokens: not null, IsLong: true })
        .Any(scope => (double)scope.Tokens!.Value / Math.Max(1, scope.Weigh(request)) * documents * models.Count
            < Chunks);

    private PackBudget Budget(Model model, double least)
    {
        var habit = HabitOf(model) with { Documents = Math.Max(HabitOf(model).Documents, least) };
        var most = settings.PackIsAuto ? int.MaxValue : settings.Pack;
        return PackBudget.Calculate(model, habit, known.FactorsOf(model.Key), most, _overhead);
    }

    private PackStats HabitOf(Model model) => known.HabitOf(model.Key, _key) ?? _start;
}
