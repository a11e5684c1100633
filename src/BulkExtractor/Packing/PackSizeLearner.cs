using System.Collections.Concurrent;
using BulkExtractor.Batches;
using BulkExtractor.Jobs;
using BulkExtractor.Models;

namespace BulkExtractor.Packing;

/// <summary>What a worker learned about the packs that each model reads well, per definition.</summary>
/// <remarks>
/// The size K grows by a quarter for each full pack that comes back whole, until one was too large for the first time:
/// slow start (Jacobson, <em>Congestion avoidance and control</em>, 1988). It shrinks by the documents that are
/// missing, by three tenths at most and always when the answer was cut off or documents were mixed up. From a size
/// that was too large it comes back by a quarter of the way that is left to it, by half a document at least (by a
/// whole one below its start), and goes on fast once that size is no longer too large: binary increase (Xu,
/// Harfoush and Rhee, <em>Binary increase congestion control</em>, 2004), since now and then packs of any size lack
/// a document or are cut off. Tokens are learned as moving averages of what the provider counted.
/// </remarks>
public sealed partial class PackSizeLearner
{
    /// <summary>K where nothing speaks against more.</summary>
    public const int MostDocuments = 25;

    /// <summary>The share of the documents of a pack that makes it too large when more are missing.</summary>
    public const double TooManyMissing = 0.1;

    /// <summary>By what share packs grow until one was too large.</summary>
    internal const double FirstGrowth = 0.25;

    /// <summary>By how many documents at least they grow from then on.</summary>
    internal const double Growth = 0.5;

    /// <summary>The share of the way to what was too large that a pack which comes back whole makes up.</summary>
    internal const double WayBack = 0.25;

    /// <summary>By what share they shrink when an answer was cut off, and at most.</summary>
    internal const double MostLoss = 0.3;

    private const double GrowthBelowStart = 1;
    private const double NewestWeight = 0.1;

    // How far answers are taken to differ while one is known: by a fifth.
    private const double FirstDeviation = 0.2;

    private readonly ConcurrentDictionary<(string Model, string Definition), PackStats> _habits = new();
    private readonly ConcurrentDictionary<string, TokenFactors> _factors = new();
    private readonly ConcurrentDictionary<string, ReplyFormat> _formats = new();
    private readonly ConcurrentDictionary<(string Model, string Definition), bool> _newHabits = new();
    private readonly ConcurrentDictionary<string, bool> _newModels = new();

    /// <summary>What is known of a model under a definition; the start values before its first answer.</summary>
    public PackStats Of(string model, string definition, PackStats start) =>
        _habits.GetValueOrDefault((model, definition)) ?? start;

    /// <summary>How a model's count of tokens differs from the estimate, whatever the definition.</summary>
    public TokenFactors FactorsOf(string model) => _factors.GetValueOrDefault(model, TokenFactors.Start);

    /// <summary>Learns how many tokens a provider counted in a request, estimated by script.</summary>
    public void Count(string model, IReadOnlyDictionary<Script, int> estimated, int counted)
    {
        _factors.AddOrUpdate(
            model,
            _ => TokenFactors.Start.Learn(estimated, counted),
            (_, known) => known.Learn(estimated, counted));
        _newModels[model] = true;
    }

    /// <summary>How a model is held to the shape of its reply, after all it refused.</summary>
    public ReplyFormat FormatOf(Model model) => _formats.GetValueOrDefault(model.Key, ReplyFormats.First(model));

    /// <summary>A model refused to be held to the shape in a way; the next step down is tried from now on.</summary>
    public void Refused(Model model, ReplyFormat format)
    {
        _formats.AddOrUpdate(
            model.Key,
            _ => ReplyFormats.After(format),
            (_, known) => known > format ? known : ReplyFormats.After(format)); // requests under way fail alike
        _newModels[model.Key] = true;
    }

    /// <summary>Learns from a pack that was answered.</summary>
    public void Learn(string model, string definition, PackStats start, PackOutcome outcome)
    {
        _habits.AddOrUpdate(
            (model, definition), _ => After(start, start, outcome), (_, habit) => After(habit, start, outcome));
        _newHabits[(model, definition)] = true;
    }

    /// <summary>Goes on from what was learned before, where nothing is known yet.</summary>
    public void Restore(LearnedPackStats learned)
    {
        foreach (var one in learned.Habits) _habits.TryAdd((one.Model, one.Definition), one.Habit);
        foreach (var one in learned.Models)
        {
            _factors.TryAdd(one.Model, one.Factors);
            if (one.Format is { } format) _formats.TryAdd(one.Model, format);
        }
    }

    /// <summary>What was learned since the last time; null where nothing was.</summary>
    public LearnedPackStats? TakeNews()
    {
        var habits = Take(_newHabits);
        var models = Take(_newModels);
        return habits.Count + models.Count == 0 ? null : new LearnedPackStats(
            [.. habits.Select(key => new DefinitionPackStats(key.Model, key.Definition, _habits[key]))],
            [
                .. models.Select(model => new ModelPackStats(
                    model, FactorsOf(model), _formats.TryGetValue(model, out var format) ? format : null)),
            ]);
    }

    /// <summary>Goes on from a pack that came back whole, where that was larger than any that was tried here.</summary>
    public void Adopt(string model, string definition, PackStats start, int whole, int? tooLarge) =>
        _habits.AddOrUpdate(
            (model, definition), _ => Grown(start, whole, tooLarge), (_, habit) => Grown(habit, whole, tooLarge));

    // What is learned meanwhile is news again, so that nothing is lost between the two.
    private static List<T> Take<T>(ConcurrentDictionary<T, bool> news)
        where T : notnull =>
        [.. news.Keys.Where(key => news.TryRemove(key, out _))];

    private static PackStats Grown(PackStats habit, int whole, int? tooLarge)
    {
        var documents = Math.Max(habit.Documents, Math.Min(whole, MostDocuments));
        // What was too large for a moment, and is not any more, slows nobody down again.
        return habit with
        {
            Documents = documents,
            TooLarge = habit.TooLarge ?? (tooLarge > documents ? tooLarge : null),
        };
    }

    private static PackStats After(PackStats habit, PackStats start, PackOutcome outcome) => habit with
    {
        Documents = Resize(habit, start.Documents, outcome),
        OutputPerDocument = Output(habit, outcome, out var deviation),
        OutputDeviation = deviation,
        TooLarge = TooLargeAfter(habit, outcome),
        Thoughts = outcome.Thoughts is { } thoughts ? (int)Math.Max(thoughts, habit.Thoughts * 0.9) : habit.Thoughts,
    };

    private static double Resize(PackStats habit, double start, PackOutcome outcome)
    {
        var documents = habit.Documents;
        if (outcome.Truncated || outcome.Mixed > 0) return Math.Max(1, SizeOf(habit, outcome) * (1 - MostLoss));
        if (outcome.Answered == 0) return documents; // unreadable as a whole: that says nothing about its size
        var missing = outcome.Documents - outcome.Answered;
        if (missing > 0) return Math.Max(1, documents - Math.Min(missing, documents * MostLoss));
        if (outcome.Documents < Math.Floor(documents)) return documents;
        return Math.Min(Math.Max(MostDocuments, start), documents + GrowthOf(habit, start));
    }

    private static double GrowthOf(PackStats habit, double start)
    {
        if (habit.TooLarge is not { } tooLarge) return habit.Documents * FirstGrowth;
        var least = habit.Documents < start ? GrowthBelowStart : Growth;
        return Math.Max(least, (tooLarge - habit.Documents) * WayBack);
    }

    private static double? TooLargeAfter(PackStats habit, PackOutcome outcome)
    {
        if (WasTooLarge(habit, outcome)) return SizeOf(habit, outcome);
        return IsDisproved(habit, outcome) ? null : habit.TooLarge;
    }

    private static bool WasTooLarge(PackStats habit, PackOutcome outcome) =>
        outcome.Truncated || outcome.Mixed > 0
        || (outcome.Answered > 0 && outcome.Documents - outcome.Answered > habit.Documents * TooManyMissing);

    private static bool IsDisproved(PackStats habit, PackOutcome outcome) =>
        outcome.Answered == outcome.Documents && outcome.Documents > habit.TooLarge;

    // A reply that was cut off says nothing of larger packs than its own.
    private static double SizeOf(PackStats habit, PackOutcome outcome) =>
        outcome.Truncated ? Math.Min(habit.Documents, outcome.Documents) : habit.Documents;

    private static double Output(PackStats habit, PackOutcome outcome, out double deviation)
    {
        deviation = habit.OutputDeviation;
        if (outcome.CompletionTokens is not { } written || outcome.Answered == 0 || outcome.Truncated)
            return habit.OutputPerDocument;
        var perDocument = (double)Math.Max(0, written - (outcome.Thoughts ?? 0)) / outcome.Answered;
        // The first answer says more than the estimate did.
        if (deviation == 0)
        {
            deviation = FirstDeviation * perDocument;
            return perDocument;
        }

        deviation = Average(deviation, Math.Abs(perDocument - habit.OutputPerDocument));
        return Average(habit.OutputPerDocument, perDocument);
    }

    private static double Average(double known, double newest) => known + (NewestWeight * (newest - known));
}

/// <summary>How a model treats packs of one definition.</summary>
/// <param name="Documents">K: the documents it answers well together.</param>
/// <param name="OutputPerDocument">The tokens of its answer for a document, on average.</param>
/// <param name="OutputDeviation">How far a pack's average lies from that, on average.</param>
public sealed record PackStats(double Documents, double OutputPerDocument, double OutputDeviation)
{
    /// <summary>
    /// Under which the habits of models are remembered for a definition: its hash, and a size that was named.
    /// </summary>
    /// <remarks>That packs of two come back whole says nothing of packs of twenty.</remarks>
    public static string KeyOf(Definition definition, BatchSettings settings) =>
        Convert.ToHexString(DefinitionJson.Hash(definition)) + (settings.PackIsAuto ? "" : $" {settings.Pack}");

    /// <summary>What is assumed before a model's first answer.</summary>
    public static PackStats Start(int documents, Definition definition) =>
        new(documents, OutputEstimate.PerDocument(definition), 0);

    /// <summary>The tokens that the model may spend on thoughts before it answers: the most of late.</summary>
    public int Thoughts { get; init; }

    /// <summary>The size that was too large of late; null while none was.</summary>
    public double? TooLarge { get; init; }

    /// <summary>The tokens to reserve in the answer for a document: two deviations above the average.</summary>
    public int OutputReserve => (int)Math.Ceiling(OutputPerDocument + (2 * OutputDeviation));
}

/// <summary>What came of one pack.</summary>
public sealed record PackOutcome(int Documents, int Answered, bool Truncated)
{
    /// <summary>How many answers held values of another document.</summary>
    public int Mixed { get; init; }

    /// <summary>The tokens written, as the provider counted them.</summary>
    public int? CompletionTokens { get; init; }

    /// <summary>How many of the tokens written were thoughts.</summary>
    public int? Thoughts { get; init; }
}
