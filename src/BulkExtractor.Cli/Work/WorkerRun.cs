using BulkExtractor.Calls;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Pipeline;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Cli.Work;

/// <summary>A worker in this process: background jobs and pipeline, from its first word to its good-bye.</summary>
internal sealed class WorkerRun(AppServices workplace, LivePool live)
{
    /// <summary>Works until told to drain.</summary>
    /// <param name="onlyBatch">The one batch to work on; null means every active one.</param>
    public async Task RunAsync(long? onlyBatch, CancellationToken drain, CancellationToken abort)
    {
        string[] accounts = [.. live.Now.Accounts.Select(account => account.Id)];
        var worker = await workplace.Workers.AddAsync(accounts, onlyBatch, abort);
        using var http = ModelClient.CreateHttpClient();
        var watch = Watch(http, worker);
        await watch.StartAsync(abort);
        await WarmAsync(new ProviderClient(http, workplace.Clock), abort);
        await using var jobs = await workplace.OpenBackgroundJobsAsync(
            abort, new JobUseCases(workplace, live, onlyBatch).AddTo);
        await jobs.StartAsync(abort);

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var ended = new CancellationTokenSource();
        var work = Pipeline(http, watch).RunAsync(
            new WorkerIdentity(worker, accounts, onlyBatch), live, drain, stop.Token);
        await Stage.WhenAllOrFirstFailureAsync(
            stop,
            EndingAsync(work, ended),
            watch.RunAsync(ended.Token, stop.Token),
            new JobRegistration(workplace, jobs, onlyBatch).RunAsync(ended.Token, stop.Token),
            workplace.Deadlines.WatchAsync(accounts, ended.Token, stop.Token));
        await jobs.StopAsync(abort);
        await workplace.Workers.RemoveAsync(worker, abort);
    }

    private Task WarmAsync(ProviderClient provider, CancellationToken cancellationToken) =>
        Task.WhenAll(live.Now.Accounts.Select(account => provider.WarmAsync(account, cancellationToken)));

    private ExtractionPipeline Pipeline(HttpClient http, ProviderWatch watch) => new(
        new PipelineStorage(
            workplace.Queue, workplace.Store, workplace.Sentinels, workplace.Memory, workplace.Workers),
        new WatchedCalls(Client(http), watch),
        new PermitGate(workplace.Ledger, workplace.Clock)
        {
            Logger = workplace.Loggers.CreateLogger<PermitGate>(),
        },
        workplace.Settings.Pipeline,
        workplace.Clock,
        workplace.Loggers);

    private TracedCalls Client(HttpClient http) => new(
        new LocalCalls(new ModelClient(http, workplace.Clock), new ProviderClient(http, workplace.Clock)),
        workplace.Clock,
        workplace.Loggers.CreateLogger<TracedCalls>());

    private ProviderWatch Watch(HttpClient http, long worker)
    {
        var provider = new ProviderClient(http, workplace.Clock);
        return new ProviderWatch(
            live,
            new ModelCatalog(provider, workplace.Clock),
            new DayQuota(provider, workplace.Ledger),
            new ModelScopes(workplace.Ledger, worker),
            workplace.Clock,
            workplace.Loggers.CreateLogger<ProviderWatch>());
    }

    private static async Task EndingAsync(Task work, CancellationTokenSource ended)
    {
        await work;
        await ended.CancelAsync();
    }
}
