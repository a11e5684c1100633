using System.Collections.Concurrent;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Jobs;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Packing;
using BulkExtractor.Recording;
using BulkExtractor.Routing;

namespace BulkExtractor.Pipeline;

/// <summary>A batch as this worker works on it: its models, and what fits into a request to each.</summary>
internal sealed partial class BatchPlan
{
    private readonly PackSizeLearner _experience;
    private readonly PartialQuestion _whole;
    private readonly ConcurrentDictionary<string, PartialQuestion> _parts = new();

    private Pool? _pool;
    private double _tokensPerChunk;

    public BatchPlan(Batch batch, PackSizeLearner experience)
    {
        (Batch, Share) = (batch, new BatchShare(batch.BatchId, batch.Settings.Weight));
        _experience = experience;
        _whole = PartialQuestion.Create(batch.Definition, batch.Settings);
    }

    public Batch Batch { get; }

    /// <summary>Under which the habits of models are remembered.</summary>
    public string Key => _whole.Key;

    /// <summary>Whether gold rides in its packs.</summary>
    public bool IsMeasured => Batch.Settings.Sentinel > 0;

    /// <summary>The models that may work on it.</summary>
    public IReadOnlyList<Model> Candidates { get; private set; } = [];

    /// <summary>Whether the last look found no more due chunks: a pack that is not full will hardly fill.</summary>
    public bool Dry { get; set; }

    /// <summary>
    /// The chunks that came back from requests since the last lease and are not to blame for it: they go before all
    /// others, so no window is too full for them.
    /// </summary>
    public int CameBack { get; set; }

    /// <summary>The monotonic timestamp of the latest request of the batch from here; 0 before the first.</summary>
    public long LastSentAt { get; set; }

    /// <summary>
    /// Whether suspects are asked half by half: each answer sets innocent chunks free, for packs that wait.
    /// </summary>
    public bool IsBisecting { get; private set; }

    /// <summary>Its place among the batches that take turns.</summary>
    public BatchShare Share { get; private set; }

    /// <summary>Its documents that have no result yet.</summary>
    public int OpenDocuments { get; private set; }

    /// <summary>What the batch is said to wait for.</summary>
    public string? WaitingFor { get; set; }

    /// <summary>What the database's clock said when the batch was looked at.</summary>
    public DateTimeOffset ReadAt { get; private set; }

    /// <summary>Why nothing is due, where the database's clock was set back; null where it was not.</summary>
    public string? ClockProblem { get; private set; }

    /// <summary>Why no model takes what waits here, though some can be asked; null where one does.</summary>
    public string? NoTaker { get; set; }

    /// <summary>Goes on by what another worker, or a watch over deadlines, said of it meanwhile.</summary>
    public void Follow(Batch told)
    {
        (WaitingFor, OpenDocuments, ReadAt) = (told.WaitingFor, told.OpenDocuments, told.ReadAt);
        ClockProblem = told.BehindUntil is { } until
            ? BatchWait.ForTheClock(until)
            : null;
        Share = Share with { UrgentBy = told.OnTime ? told.Settings.Deadline : null };
    }

    /// <summary>Notes the requests that it still takes, where those fit a day that is too short for all.</summary>
    public void Fits(double? remainder) => Share = Share with { Remainder = remainder };

    /// <summary>Goes on with the models that the pool has now.</summary>
    public void Follow(Pool pool)
    {
        if (ReferenceEquals(pool, _pool)) return;
        (_pool, Candidates) = (pool, ModelChooser.Candidates(pool.Models, Batch));
    }

    /// <summary>What fits into a request to a model, by what is known of it now.</summary>
    public PackBudget Budget(Model model) => Budget(model, _whole);

    /// <summary>What fits into a request with a chunk and others of which the same fields are asked.</summary>
    public PackBudget Budget(Model model, LeasedChunk chunk) => Budget(model, PartOf(chunk));

    /// <summary>What is asked of a chunk.</summary>
    public Definition Asked(LeasedChunk chunk) => PartOf(chunk).Definition;

    /// <summary>Whether the packs of a model may become larger, and were never too large yet.</summary>
    public bool MayGrow(Model model) =>
        Batch.Settings.PackIsAuto
        && HabitOf(model).TooLarge is null
        && FullPack(model) == (int)HabitOf(model).Documents;

    /// <summary>What a request to a model with some chunks takes of tokens.</summary>
    public RequestTokens Weigh(Model model, IReadOnlyList<LeasedChunk> chunks)
    {
        var cap = CapFor(model, chunks);
        var written = Budget(model, chunks[0]).ExpectedOutput(chunks.Count);
        return new RequestTokens(InputOf(model, chunks), Math.Min(cap, written), cap);
    }

    /// <summary>The documents that a full pack of a model holds, as long as they were lately.</summary>
    public int FullPack(Model model) => (int)Budget(model).DocumentsOf(TokensWithTags);

    /// <summary>What a request to a model with a full pack takes of tokens.</summary>
    public RequestTokens WeighFull(Model model)
    {
        var budget = Budget(model);
        return budget.Weigh((int)budget.DocumentsOf(TokensWithTags), TokensWithTags, _whole.Overhead);
    }

    /// <summary>Notes how long chunks are that came.</summary>
    public void Measure(IReadOnlyList<LeasedChunk> chunks)
    {
        if (chunks.Count == 0) return;
        var average = chunks.Average(chunk => chunk.Tokens);
        _tokensPerChunk = _tokensPerChunk == 0 ? average : (0.8 * _tokensPerChunk) + (0.2 * average);
    }

    /// <summary>Which chunks are too long for what a request to a model may weigh, as it is known now.</summary>
    public Func<LeasedChunk, bool> TooLongFor(Model model)
    {
        // Hundreds of chunks are asked about for one pack, and most share a question.
        var budgets = new Dictionary<string, PackBudget>();
        return chunk =>
        {
            var question = chunk.Question.Key ?? "";
            if (!budgets.TryGetValue(question, out var budget)) budgets[question] = budget = Budget(model, chunk);
            return Packer.Cost(chunk, budget) > budget.InputTokens;
        };
    }

    /// <summary>The most US dollars that a request to a model with some chunks can cost.</summary>
    public decimal MostCost(Model model, IReadOnlyList<LeasedChunk> chunks) =>
        model is { Tier: Tier.Paid, Price: { } price }
            ? price.Of(Prompt.MostTokens(Batch.Definition, chunks), CapFor(model, chunks))
            : 0;

    /// <summary>The most tokens that the answer about some chunks may have.</summary>
    public int CapFor(Model model, IReadOnlyList<LeasedChunk> chunks) =>
        Budget(model, chunks[0]).Cap(chunks.Count, InputOf(model, chunks), _experience.RoomOf(model.Key));

    private double TokensWithTags => _tokensPerChunk + PackBudget.TagTokens;

    private int InputOf(Model model, IReadOnlyList<LeasedChunk> chunks) =>
        _experience.FactorsOf(model.Key).Count(EstimatedInput(PartOf(chunks[0]), chunks));

    /// <summary>How a model is held to the shape of its reply.</summary>
    public ReplyFormat FormatOf(Model model) => _experience.FormatOf(model);

    /// <summary>In which form a model is asked.</summary>
    public RequestForm FormOf(Model model) => _experience.FormOf(model);

    /// <summary>The most tokens that a request to a model may weigh; null where nobody said so.</summary>
    public int? MostTokens(Model model) => _experience.BoundsOf(model.Key).Tokens;

    /// <summary>Notes what a request means for the next lease, and for packs that wait to become fuller.</summary>
    public void Note(AttemptResult attempt)
    {
        // What was not answered is due again, and so may be what was: it may be worth another look.
        var unanswered = attempt.Readings.Count(reading => !reading.Answered);
        if (Batch.Settings.Inquiry.GoesOn || unanswered > 0) Dry = false;
        if (attempt.Verdict is { Blame: false, Suspect: false }) CameBack += unanswered;
        if (attempt.Verdict.Suspect) IsBisecting = true;
        else if (attempt.BisectionOf is not null && attempt.Readings.Count == 1) IsBisecting = false;
    }

    // What is sent beside the documents is written by us, in Latin letters.
    private static Dictionary<Script, int> EstimatedInput(PartialQuestion part, IReadOnlyList<LeasedChunk> chunks) =>
        chunks.Select(chunk => (chunk.Script, chunk.Tokens))
            .Append((Script: Script.Latin, Tokens: part.Overhead + (chunks.Count * PackBudget.TagTokens)))
            .AggregateBy(share => share.Script, 0, (sum, share) => sum + share.Tokens)
            .ToDictionary();

    private int MostDocuments => Batch.Settings.PackIsAuto ? int.MaxValue : Batch.Settings.Pack;

    private PackStats HabitOf(Model model) => HabitOf(model, _whole);

    private PackStats HabitOf(Model model, PartialQuestion part) => _experience.Of(model.Key, part.Key, part.Start);

    private PackBudget Budget(Model model, PartialQuestion part) =>
        PackBudget.Calculate(
            model,
            HabitOf(model, part),
            _experience.FactorsOf(model.Key),
            MostDocuments,
            part.Overhead,
            _experience.BoundsOf(model.Key));

    private PartialQuestion PartOf(LeasedChunk chunk) => chunk.Question.Key is not { } key
        ? _whole
        : _parts.GetOrAdd(
            key, _ => PartialQuestion.Create(chunk.Question.Narrow(Batch.Definition), Batch.Settings));
}
