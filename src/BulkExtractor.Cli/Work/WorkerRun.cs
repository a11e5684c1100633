using BulkExtractor.Calls;
using BulkExtractor.Hangfire;
using BulkExtractor.Limits;
using BulkExtractor.Models;
using BulkExtractor.Notices;
using BulkExtractor.Pipeline;
using BulkExtractor.Schedules;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.Cli.Work;

/// <summary>A worker in this process: background jobs and pipeline, from its first word to its good-bye.</summary>
/// <param name="services">What the parts are made of that know the worker's number.</param>
internal sealed class WorkerRun(
    IServiceProvider services,
    LivePool live,
    WorkScope scope,
    IWorkerRegistry workers,
    ProviderClient provider,
    DeadlineWatch deadlines,
    HangfireEngine jobs,
    JobRegistration registration,
    MissedRuns missed,
    NoticeWatch notices,
    Departure departure)
{
    /// <summary>Works until told to drain.</summary>
    public async Task RunAsync(CancellationToken drain, CancellationToken abort)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(abort);
        using var ended = new CancellationTokenSource();
        var leaving = departure.WatchAsync(stop, drain, ended.Token);
        try
        {
            await WorkAsync(stop, drain);
        }
        // What nobody hears the good-bye of.
        catch (OperationCanceledException) when (drain.IsCancellationRequested && !abort.IsCancellationRequested)
        {
        }
        finally
        {
            await ended.CancelAsync();
            await leaving;
        }
    }

    private async Task WorkAsync(CancellationTokenSource stop, CancellationToken drain)
    {
        await Task.WhenAll(MakeUpAsync(stop.Token), WarmAsync(stop.Token));
        string[] accounts = [.. live.Now.Accounts.Select(account => account.Id)];
        var worker = await workers.AddAsync(accounts, scope.OnlyBatch, stop.Token);
        // Jobs first: what they split is waiting when the limits are known.
        await jobs.StartAsync(stop.Token);
        var watch = Create<ProviderWatch>(Create<ModelScopes>(worker));
        await watch.StartAsync(stop.Token);

        using var ended = new CancellationTokenSource();
        var pipeline = departure.Pipeline = Create<ExtractionPipeline>(Create<WatchedCalls>(watch));
        var work = pipeline.RunAsync(
            new WorkerIdentity(worker, accounts, scope.OnlyBatch), live, drain, stop.Token);
        await Stage.WhenAllOrFirstFailureAsync(
            stop,
            EndingAsync(work, ended),
            watch.RunAsync(ended.Token, stop.Token),
            registration.RunAsync(ended.Token, stop.Token),
            notices.RunAsync(ended.Token, stop.Token),
            deadlines.WatchAsync(accounts, ended.Token, stop.Token));
        if (scope.OnlyBatch is not null) await notices.SayGoodbyeAsync(stop.Token);
        await jobs.StopAsync(stop.Token);
        await workers.RemoveAsync(worker, stop.Token);
    }

    private async Task MakeUpAsync(CancellationToken cancellationToken)
    {
        await jobs.OpenAsync(cancellationToken);
        await missed.MakeUpAsync(cancellationToken);
    }

    private Task WarmAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(live.Now.Accounts.Select(account => provider.WarmAsync(account, cancellationToken)));

    private T Create<T>(params object[] known) => ActivatorUtilities.CreateInstance<T>(services, known);

    private static async Task EndingAsync(Task work, CancellationTokenSource ended)
    {
        await work;
        await ended.CancelAsync();
    }
}
