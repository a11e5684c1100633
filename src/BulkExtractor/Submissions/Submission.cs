using System.Runtime.CompilerServices;
using BulkExtractor.Basics;
using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.Documents;
using BulkExtractor.Documents.Tables;
using BulkExtractor.Forecasting;
using BulkExtractor.Jobs;
using BulkExtractor.Models;
using BulkExtractor.Packing;

namespace BulkExtractor.Submissions;

/// <summary>An opened input under a job, with the models that may read it: all checked, nothing stored.</summary>
public sealed partial class Submission : IAsyncDisposable
{
    // Longer texts are cut even where a model could hold them: long inputs are read worse.
    private const int LongestPiece = 24_000;
    private const int DefaultPack = 10;

    private readonly TableDocuments _table;
    private readonly SubmitOptions _options;
    private readonly IReadOnlyList<Provider> _leftOut;

    private Submission(TableDocuments table, Job job, SubmitOptions options, Pool pool)
    {
        (_table, _options, Job) = (table, options, job);
        Batch = BatchOf(job, options, pool) with { Notes = table.Notes };
        if (options.MaxCost is not null && !Batch.Settings.Tiers.Contains(Tier.Paid))
            throw new InputException("a budget is of no use without paid models: name them, --tier local,free,paid");

        if (Batch.Gold.Count > 0 && Sentinel.Select(Batch.Gold, Batch.Definition).Count == 0)
            throw new InputException(
                "gold.jsonl: its texts are the job's examples, which measure nothing: add other ones");

        Candidates = CandidatesOf(Batch, job, pool);
        var consent = new TrainingConsent(job.Models, pool);
        TrainingNotices = consent.Notices(Candidates);
        _leftOut =
        [
            .. consent.LeftOut.Select(MayRead).Where(left => left.Models.Count > 0 || left.Account.Discovers),
        ];
        Batch = Batch with { Settings = Batch.Settings with { SliceTokens = SliceTokens() } };
        Tally = new DocumentTally(Batch.Settings.SliceTokens);
    }

    /// <summary>The job.</summary>
    public Job Job { get; }

    /// <summary>The batch that would be stored; its columns are those of <see cref="Shape"/>.</summary>
    public NewBatch Batch { get; private set; }

    /// <summary>Gives it a key of the submitter's: the same one again is the same submission.</summary>
    /// <param name="said">What was said of it, which must then be the same, too.</param>
    public void Identify(string key, string said) => Batch = Batch with { SubmissionKey = key, Said = said };

    /// <summary>The models that may read it.</summary>
    public IReadOnlyList<Model> Candidates { get; }

    /// <summary>How the input was read.</summary>
    public TableShape Shape =>
        _options.Format is { } format ? _table.Shape with { Format = format, Dialect = null } : _table.Shape;

    /// <summary>Reads the header. Disposing the submission closes the input.</summary>
    public static Task<Submission> OpenAsync(
        Stream input, Job job, SubmitOptions options, Pool pool, CancellationToken cancellationToken) =>
        OpenAsync([IncomingFile.FromStream(input, options.Source)], job, options, pool, cancellationToken);

    /// <summary>Reads the headers of files that are one input together.</summary>
    public static async Task<Submission> OpenAsync(
        IReadOnlyList<IncomingFile> files,
        Job job,
        SubmitOptions options,
        Pool pool,
        CancellationToken cancellationToken)
    {
        CheckPrograms(job.Input);
        var documents = await TableDocuments.OpenAsync(files, options.HowToRead(job.Input), cancellationToken);
        return new Submission(documents, job, options, pool);
    }

    /// <summary>Throws when no model of a pool may work on a job, whatever the input.</summary>
    public static void CheckModels(Job job, SubmitOptions options, Pool pool) =>
        CandidatesOf(BatchOf(job, options, pool), job, pool);

    /// <summary>The documents, as many as are wished; each is counted as it goes by.</summary>
    /// <param name="drawn">
    /// In how many documents scans get their pictures; in those behind, only what they would cost is found out.
    /// </param>
    public async IAsyncEnumerable<Document> ReadAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken, int drawn = int.MaxValue)
    {
        Tally = new DocumentTally(Batch.Settings.SliceTokens);
        var rows = _table.ReadAsync(cancellationToken);
        if (_options.Limit is { } limit) rows = rows.Take(limit);
        await foreach (var document in WithFiles(rows, drawn, cancellationToken)) yield return Tally.Count(document);
    }

    /// <summary>
    /// The requests that some documents, and the second opinions to be expected, take in full packs of the roomiest
    /// model, if none fails.
    /// </summary>
    public int EstimateRequests(int documents)
    {
        var pack = Candidates.Max(model => Budget(model).Documents);
        return (int)Math.Ceiling(documents * ExpectedAnswers / pack);
    }

    /// <summary>What the documents that were read amount to.</summary>
    public DocumentTally Tally { get; private set; }

    /// <summary>What packs of the documents that were read hold and weigh, by what is known of the models.</summary>
    public async Task<PackLoads> LoadsAsync(ForecastService forecasts, CancellationToken cancellationToken)
    {
        var key = PackStats.KeyOf(Batch.Definition, Batch.Settings);
        var known = await forecasts.RememberAsync(key, cancellationToken);
        var (tokens, pictures) = (Tally.TokensPerChunk, Tally.PicturesPerChunk);
        return new PackLoads(Batch.Definition, Batch.Settings, Asked, known, tokens, pictures)
        {
            Chunks = Tally.Chunks,
        };
    }

    /// <summary>What the documents that were read will take.</summary>
    /// <param name="known">The share of them that needs no request.</param>
    public async Task<ForecastDetails> ProspectAsync(
        ForecastService forecasts, double known, CancellationToken cancellationToken) =>
        await ProspectAsync(forecasts, await LoadsAsync(forecasts, cancellationToken), known, cancellationToken);

    /// <summary>The same, where the packs are known, and no document.</summary>
    public Task<ForecastDetails> ProspectAsync(
        ForecastService forecasts, PackLoads packs, CancellationToken cancellationToken) =>
        ProspectAsync(forecasts, packs, 0, cancellationToken);

    private Task<ForecastDetails> ProspectAsync(
        ForecastService forecasts, PackLoads packs, double known, CancellationToken cancellationToken) =>
        forecasts.OfNewAsync(
            Math.Ceiling(Tally.Chunks * (1 - known) * ExpectedAnswers), packs, Asked, cancellationToken);

    /// <summary>What each account would let through that could take part if only its variable were set.</summary>
    public IEnumerable<(string Variable, IReadOnlyList<AccountCapacity> Accounts)> Imagine(
        ForecastService forecasts, PackLoads packs) =>
        forecasts.OfLeftOut(_leftOut, packs);

    /// <summary>What is to be said of accounts whose free models may train on the texts.</summary>
    public IReadOnlyList<string> TrainingNotices { get; }

    /// <summary>The same, and what should be known of how the input was read.</summary>
    public IReadOnlyList<string> Notices =>
        [.. Shape.Remarks.Select(remark => $"{_options.Source}: {remark}"), .. TrainingNotices];

    /// <summary>The documents of the first request if it goes to the first of the models.</summary>
    public int FirstPackSize => Budget(Candidates[0]).Documents;

    /// <summary>The first request, with some documents.</summary>
    public Pack FirstPack(IReadOnlyList<Document> documents)
    {
        var first = documents.Any(document => document.Pictures.Count > 0) ? Seeing[0] : Candidates[0];
        documents = WithinPictures(documents);
        var budget = Budget(first);
        var ids = PackIds.Create([.. documents.Select(document => document.Text)], new Random(1));
        var chunks = documents.Zip(ids, (document, id) => new PackedChunk(
            id, new LeasedChunk(0, 0, document.Number, 0, 0, document.Text, 0, 0, []))
        {
            Pictures = document.Pictures,
        });
        return new Pack(first, Batch.Definition, [.. chunks])
        {
            MaxTokens = budget.MaxTokens,
            DenyDataCollection = Batch.Settings.DenyDataCollection,
        };
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _table.DisposeAsync();

    // Second opinions need another model.
    private double ExpectedAnswers
    {
        get
        {
            var inquiry = Batch.Settings.Inquiry;
            return (Candidates.Count > 1 ? inquiry : inquiry with { Votes = 1 }).ExpectedAnswers(Batch.Definition);
        }
    }

    private int SliceTokens() =>
        Math.Clamp(Candidates.Max(model => Budget(model).InputTokens) - PackBudget.TagTokens, 256, LongestPiece);

    private PackBudget Budget(Model model) => PackBudget.Calculate(
        model, Batch.Definition, Batch.Settings.Pack, Prompt.OverheadTokens(Batch.Definition));

    private static NewBatch BatchOf(Job job, SubmitOptions options, Pool pool) => new(
        job.Definition,
        options.Source,
        [],
        new BatchSettings
        {
            Pack = options.Pack ?? job.Pack ?? DefaultPack,
            PackIsAuto = (options.Pack ?? job.Pack) is null,
            Weight = options.Weight ?? 1,
            Deadline = options.Deadline,
            WaitedFor = options.WaitedFor,
            Tiers = options.Tiers.Count > 0 ? options.Tiers : job.Models.Tiers,
            Models = options.Models,
            Prefer = job.Models.Prefer,
            Fresh = options.Fresh,
            MaxCost = options.MaxCost ?? job.Models.MaxCostUsd,
            DenyDataCollection = job.Models.DenyDataCollection,
            Sentinel = job.Sentinel,
            Inquiry = job.Inquiry,
        },
        [.. new TrainingConsent(job.Models, pool).Accounts.Select(account => account.Id)],
        pool.Source,
        pool.Simulated)
    {
        Keep = job.Keep,
        Notify = job.Notify,
        Gold = job.Gold,
    };

    private static Batch Plan(NewBatch batch) => new(0, batch.Definition, batch.Settings, batch.Accounts);
}
