using BulkExtractor.Batches;
using BulkExtractor.Calls;
using BulkExtractor.IntegrationTests.Batches;
using BulkExtractor.IntegrationTests.Database;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using BulkExtractor.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace BulkExtractor.IntegrationTests.Pipeline;

/// <summary>A test with a pipeline over a database of its own, in real time.</summary>
public abstract class PipelineTests(TestCluster cluster) : IAsyncLifetime
{
    private protected const int Timeout = 60_000;

    private readonly CancellationTokenSource _abort = new();
    private CancellationTokenSource _drain = new();
    private Task _run = Task.CompletedTask;

    private protected TestApp Shop { get; private set; } = null!;

    private protected ScriptedModel Client { get; } = new();

    /// <summary>Who is asked; the scripted model where a test names nobody else.</summary>
    private protected IModelClient? Asked { get; set; }

    private protected PipelineOptions Options { get; set; } = new()
    {
        IdleInterval = TimeSpan.FromMilliseconds(50),
        PartialPackDelay = TimeSpan.FromMinutes(1),
    };

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => Shop = await TestApp.OpenInRealTimeAsync(cluster);

    public async ValueTask DisposeAsync()
    {
        await _abort.CancelAsync();
        await _run.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        await Shop.DisposeAsync();
        _drain.Dispose();
        _abort.Dispose();
        GC.SuppressFinalize(this);
    }

    private protected static Model Model(string id, Account? account = null, Tier tier = Tier.Free) =>
        new(id, account ?? TestApp.Account, tier, 32_768);

    private protected Task<long> AddAsync(int documents, int pack) => Shop.AddAsync(
        new BatchSettings { Pack = pack, Fresh = true },
        [.. Enumerable.Range(1, documents).Select(number => $"text {number}")]);

    /// <summary>Starts a worker on some models; what it returns ends with the worker.</summary>
    private protected async Task<Task> StartAsync(params Model[] models)
    {
        var accounts = models.Select(model => model.Account).Distinct().ToList();
        var registry = new PostgresWorkerRegistry(Shop.Database);
        var ledger = new PostgresPermitLedger(Shop.Database);
        var worker = await registry.AddAsync([.. accounts.Select(account => account.Id)], null, Token);
        await ledger.DeclareAsync(worker, [.. models.SelectMany(LimitScope.ListToDeclare)], Token);
        var pipeline = new ExtractionPipeline(
            new PipelineStorage(
                Shop.Queue, Shop.Store, Shop.Sentinels, new PostgresPackStatsStore(Shop.Database), registry),
            Asked ?? Client,
            new PermitGate(ledger, TimeProvider.System),
            Shop.Work,
            Options,
            TimeProvider.System,
            NullLoggerFactory.Instance);
        return _run = pipeline.RunAsync(
            new WorkerIdentity(worker, [.. accounts.Select(account => account.Id)]),
            new LivePool(new Pool(accounts, models, "", [])),
            _drain.Token,
            _abort.Token);
    }

    /// <summary>Lets a model answer once, so that it may have several requests at a time from then on.</summary>
    private protected async Task AnswerOnceAsync()
    {
        await FinishAsync(await Shop.AddAsync(new BatchSettings { Pack = 1, Fresh = true }, "first of all"));
        Client.Forget();
    }

    private protected Task DrainAsync() => _drain.CancelAsync();

    /// <summary>Ends the worker when it has done what it began; another one can be started then.</summary>
    private protected async Task EndAsync()
    {
        await _drain.CancelAsync();
        await _run;
        _drain.Dispose();
        _drain = new CancellationTokenSource();
    }

    private protected Task AbortAsync() => _abort.CancelAsync();

    private protected Task<BatchProgress> FinishAsync(long batch) =>
        ProgressAsync(batch, progress => progress.State == "finished");

    /// <summary>Follows a batch until something is true of it.</summary>
    private protected async Task<BatchProgress> ProgressAsync(long batch, Func<BatchProgress, bool> condition)
    {
        while (true)
        {
            var progress = await Shop.ProgressAsync(batch);
            if (condition(progress)) return progress;
            if (_run.IsFaulted) await _run;
            await Task.Delay(TimeSpan.FromMilliseconds(20), Token);
        }
    }
}
