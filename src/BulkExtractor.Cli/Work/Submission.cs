using BulkExtractor.Batches;
using BulkExtractor.Catalog;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Documents;
using BulkExtractor.Forecast;
using BulkExtractor.Jobs;
using BulkExtractor.ModelCalls;
using BulkExtractor.Packing;
using BulkExtractor.Routing;

namespace BulkExtractor.Cli.Work;

/// <summary>An opened input under a job, with the models that may read it: all checked, nothing stored.</summary>
internal sealed class Submission : IAsyncDisposable
{
    // Longer texts are cut even where a model could hold them: long inputs are read worse.
    private const int LongestPiece = 24_000;
    private const int DefaultPack = 10;
    private const int MostFoundOut = 25;

    private readonly CsvDocuments _csv;
    private readonly SubmissionWishes _wishes;

    private Submission(CsvDocuments csv, Job job, SubmissionWishes wishes, UsedModels models)
    {
        (_csv, _wishes, Job) = (csv, wishes, job);
        Batch = BatchOf(job, wishes, models);
        Candidates = ModelChooser.Candidates(models.Pool.Models, Plan(Batch));
        if (Candidates.Count == 0)
        {
            throw new InputException(
                $"no model of the pool may work on {job.Definition.Name}: "
                + $"its tiers are {string.Join(", ", Batch.Settings.Tiers).ToLowerInvariant()}"
                + (wishes.Models.Count == 0 ? "" : $", its models {string.Join(", ", wishes.Models)}"));
        }

        Batch = Batch with { Settings = Batch.Settings with { SliceTokens = SliceTokens() } };
        Tally = new DocumentTally(Batch.Settings.SliceTokens);
    }

    public Job Job { get; }

    public NewBatch Batch { get; private set; }

    /// <summary>The models that may read it.</summary>
    public IReadOnlyList<Model> Candidates { get; }

    public CsvShape Shape => _csv.Shape;

    public static async Task<Submission> OpenAsync(
        SubmissionWishes wishes, UsedModels models, CancellationToken cancellationToken)
    {
        var job = JobFolders.Read(wishes.Job);
        var input = job.Input with
        {
            Delimiter = wishes.Delimiter ?? job.Input.Delimiter,
            Encoding = wishes.Encoding ?? job.Input.Encoding,
        };
        var csv = await CsvDocuments.OpenAsync(InputStream(wishes.File), Name(wishes.File), input, cancellationToken);
        return new Submission(csv, job, wishes, models);
    }

    /// <summary>The documents, as many as are wished; each is counted as it goes by.</summary>
    public IAsyncEnumerable<Document> ReadAsync(CancellationToken cancellationToken)
    {
        var documents = _csv.ReadAsync(cancellationToken);
        return (_wishes.Limit is { } limit ? documents.Take(limit) : documents).Select(Tally.Count);
    }

    /// <summary>What the documents that were read amount to.</summary>
    public DocumentTally Tally { get; }

    /// <summary>What the documents that were read will take.</summary>
    public Task<Prospect> ProspectAsync(Outlooks outlooks, CancellationToken cancellationToken) =>
        outlooks.OfNewAsync(Tally.Chunks, Packs(), Candidates, cancellationToken);

    /// <summary>Shows how the input was read and the exact first prompt.</summary>
    public async Task<int> ShowAsync(Terminal terminal, CancellationToken cancellationToken)
    {
        var budget = Budget(Candidates[0]);
        var documents = await ReadAsync(cancellationToken).Take(budget.Documents).ToListAsync(cancellationToken);
        DryRunView.Show(terminal, this, FirstPack(documents, budget), documents.Count);
        return ExitCode.Done;
    }

    public ValueTask DisposeAsync() => _csv.DisposeAsync();

    private Pack FirstPack(IReadOnlyList<Document> documents, PackBudget budget)
    {
        var ids = PackIds.Create([.. documents.Select(document => document.Text)], new Random(1));
        var chunks = documents.Zip(ids, (document, id) => new PackedChunk(
            id, new LeasedChunk(0, 0, document.Number, 0, 0, document.Text, 0, 0, [])));
        return new Pack(Candidates[0], Batch.Definition, [.. chunks])
        {
            MaxTokens = budget.MaxTokens,
            DenyDataCollection = Batch.Settings.DenyDataCollection,
        };
    }

    // A pack holds what its documents' lengths and their answers leave room for; where K is found out, it grows to 25.
    private PackCourse Packs()
    {
        var overhead = Prompt.OverheadTokens(Batch.Definition);
        return new PackCourse(
            SizeOf(Batch.Settings.Pack), SizeOf(Batch.Settings.PackIsAuto ? MostFoundOut : 0), Candidates.Count);

        double SizeOf(int pack) => Candidates.Average(model =>
        {
            var budget = PackBudget.Of(model, Batch.Definition, Math.Max(pack, Batch.Settings.Pack), overhead);
            return Math.Clamp((double)budget.InputTokens / Tally.TokensPerChunk, 1, budget.Documents);
        });
    }

    private int SliceTokens() =>
        Math.Clamp(Candidates.Max(model => Budget(model).InputTokens) - PackBudget.TagTokens, 256, LongestPiece);

    private PackBudget Budget(Model model) => PackBudget.Of(
        model, Batch.Definition, Batch.Settings.Pack, Prompt.OverheadTokens(Batch.Definition));

    private static NewBatch BatchOf(Job job, SubmissionWishes wishes, UsedModels models) => new(
        job.Definition,
        Name(wishes.File),
        [],
        new BatchSettings
        {
            Pack = wishes.Pack ?? job.Pack ?? DefaultPack,
            PackIsAuto = (wishes.Pack ?? job.Pack) is null,
            Weight = wishes.Weight ?? 1,
            Deadline = wishes.Deadline,
            Tiers = wishes.Tiers.Count > 0 ? wishes.Tiers : job.Models.Tiers,
            Models = wishes.Models,
            Prefer = job.Models.Prefer,
            DenyDataCollection = job.Models.DenyDataCollection,
        },
        [.. models.Pool.Accounts.Select(account => account.Id)],
        models.Pool.Source,
        models.Simulated);

    private static Batch Plan(NewBatch batch) => new(0, batch.Definition, batch.Settings, batch.Accounts);

    private static string Name(string file) => file == "-" ? "stdin" : Path.GetFileName(file);

    private static Stream InputStream(string file)
    {
        if (file == "-") return Console.OpenStandardInput();
        try
        {
            return new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, useAsync: true);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"cannot read {file}: {problem.Message}", problem);
        }
    }
}
