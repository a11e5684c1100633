using BulkExtractor.Catalog;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Limits;
using BulkExtractor.ModelCalls;
using BulkExtractor.Pipeline;
using BulkExtractor.Quartz;

namespace BulkExtractor.Cli.Work;

/// <summary>A worker in this process: background jobs and pipeline, from its first word to its good-bye.</summary>
internal sealed class WorkerRun(Workplace workplace, Pool pool, Terminal terminal)
{
    /// <summary>Works until told to drain.</summary>
    /// <param name="onlyBatch">The one batch to work on; null means every active one.</param>
    public async Task RunAsync(long? onlyBatch, CancellationToken drain, CancellationToken abort)
    {
        string[] accounts = [.. pool.Accounts.Select(account => account.Id)];
        var worker = await workplace.Workers.AddAsync(accounts, abort);
        await DeclareScopesAsync(worker, abort);

        using var http = ModelClient.CreateHttpClient();
        var pipeline = new ExtractionPipeline(
            workplace.Queue,
            workplace.Store,
            workplace.Workers,
            new ModelClient(http, workplace.Clock),
            new PermitGate(workplace.Ledger, workplace.Clock),
            workplace.Settings.Pipeline,
            workplace.Clock,
            workplace.Loggers);
        await using var jobs = await StartBackgroundJobsAsync(abort);
        await pipeline.RunAsync(new WorkerIdentity(worker, accounts, onlyBatch), pool, drain, abort);
        await jobs.StopAsync(abort);
        await workplace.Workers.RemoveAsync(worker, abort);
    }

    private async Task<QuartzBackgroundJobs> StartBackgroundJobsAsync(CancellationToken cancellationToken)
    {
        var jobs = await workplace.OpenBackgroundJobsAsync(cancellationToken);
        await jobs.RunOnCronAsync(Housekeeping.Job, Housekeeping.Cron, TimeZoneInfo.Utc, cancellationToken);
        await jobs.StartAsync(cancellationToken);
        return jobs;
    }

    private async Task DeclareScopesAsync(long worker, CancellationToken cancellationToken)
    {
        var scopes = pool.Models.SelectMany(LimitScope.Of).ToList();
        foreach (var smaller in await workplace.Ledger.DeclareAsync(worker, scopes, cancellationToken))
        {
            terminal.Warn($"{smaller.Id}: another worker's pool allows only {smaller.Requests}, and the smaller holds.");
        }
    }
}
