using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>A worker in this process: background jobs and pipeline, from its first word to its good-bye.</summary>
internal sealed class WorkerRun(AppServices app, LivePool live)
{
    /// <summary>Works until told to drain.</summary>
    /// <param name="onlyBatch">The one batch to work on; null means every active one.</param>
    public async Task RunAsync(long? onlyBatch, CancellationToken drain, CancellationToken abort)
    {
        string[] accounts = [.. live.Now.Accounts.Select(account => account.Id)];
        var worker = await app.Workers.AddAsync(accounts, onlyBatch, abort);
        using var http = ModelClient.CreateHttpClient();
        var watch = Watch(http, worker);
        await watch.StartAsync(abort);
        await WarmAsync(new ProviderClient(http, app.Clock), abort);
        await using var jobs = await app.OpenBackgroundJobsAsync(
            abort, new JobUseCases(app, live, onlyBatch).AddTo);
        await jobs.StartAsync(abort);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var ended = new CancellationTokenSource();
        var work = Pipeline(http, watch).RunAsync(
            new WorkerIdentity(worker, accounts, onlyBatch), live, drain, stop.Token);
        await Stage.WhenAllOrFirstFailureAsync(
            stop,
            EndingAsync(work, ended),
            watch.RunAsync(ended.Token, stop.Token),
            new JobRegistration(app, jobs, onlyBatch).RunAsync(ended.Token, stop.Token),
            app.Deadlines.WatchAsync(accounts, ended.Token, stop.Token));
        await jobs.StopAsync(abort);
        await app.Workers.RemoveAsync(worker, abort);
    }

    private Task WarmAsync(ProviderClient provider, CancellationToken cancellationToken) =>
        Task.WhenAll(live.Now.Accounts.Select(account => provider.WarmAsync(account, cancellationToken)));

    private ExtractionPipeline Pipeline(HttpClient http, ProviderWatch watch) => new(
        new PipelineStorage(
            app.Queue, app.Store, app.Sentinels, app.Memory, app.Workers),
        new WatchedCalls(Client(http), watch),
        new PermitGate(app.Ledger, app.Clock)
        {
            Logger = app.Loggers.CreateLogger<PermitGate>(),
        },
        app.Settings.Pipeline,
        app.Clock,
        app.Loggers);

    private TracedCalls Client(HttpClient http) => new(
        new LocalCalls(new ModelClient(http, app.Clock), new ProviderClient(http, app.Clock)),
        app.Clock,
        app.Loggers.CreateLogger<TracedCalls>());

    private ProviderWatch Watch(HttpClient http, long worker)
    {
        var provider = new ProviderClient(http, app.Clock);
        return new ProviderWatch(
            live,
            new ModelCatalog(provider, app.Clock),
            new DayQuota(provider, app.Ledger),
            new ModelScopes(app.Ledger, worker),
            app.Clock,
            app.Loggers.CreateLogger<ProviderWatch>());
    }

    private static async Task EndingAsync(Task work, CancellationTokenSource ended)
    {
        await work;
        await ended.CancelAsync();
    }
}
