using System.Text.Json.Nodes;
using BulkExtractor.Cli.Terminals;
using BulkExtractor.Forecasting;
using BulkExtractor.Hangfire;
using BulkExtractor.Models;
using BulkExtractor.Schedules;
using BulkExtractor.Submissions;
using BulkExtractor.Web;

namespace BulkExtractor.Cli.Work;

/// <summary>The dashboard beside a worker, in one process, until it is told to stop.</summary>
internal sealed class ServeRun(AppServices app, UsedModels models, DashboardOptions options, Terminal terminal)
{
    private readonly LivePool _live = new(models.Pool);

    /// <summary>Serves and works; a drain ends the work first, so that the pages show it to the end.</summary>
    public async Task RunAsync(StopSignals signals)
    {
        // To ask for jobs and to look at them; the worker beside it is the one that runs them.
        await using var background = await app.OpenBackgroundJobsAsync(signals.Drain);
        await using var server = await DashboardServer.StartAsync(
            options, Sources(background), app.Loggers, signals.Drain);
        Say(server.Urls);
        await new WorkerRun(app, _live).RunAsync(null, signals.Drain, signals.Abort);
    }

    private void Say(IReadOnlyCollection<string> urls)
    {
        if (terminal.Json)
        {
            Terminal.Write(new JsonObject { ["address"] = urls.First() });
            return;
        }

        terminal.Say($"The dashboard is at {string.Join(" and ", urls)}; Ctrl-C finishes what is under way.");
        if (models.Simulated) terminal.Say("The models are simulated.");
        else if (models.Pool.Models.Count == 0) terminal.Warn($"No model can be used: {UsedModels.Why(models.Pool)}.");
    }

    private DashboardSources Sources(HangfireEngine background) => new()
    {
        Batches = app.Store,
        Results = app.Store,
        Review = app.Reviews.Sources,
        History = app.History.Sources,
        Background = background.Jobs,
        JobHistory = background.History,
        JobPages = PagesOf(background),
        Schedules = new ServedSchedules(app, background.Jobs).Sources,
        JobsFolder = RepositoryRoot.Jobs,
        Clock = app.Clock,
        Models = new ModelSources
        {
            Pool = () => _live.Now,
            States = token => ModelStates.ReadAsync(app, _live.Now, token),
            Days = app.Days.ReadAsync,
            Outlook = app.Outlooks.OfAsync,
            Estimate = EstimateAsync,
            Workers = app.Workers.CountAsync,
        },
    };

    private EnginePages PagesOf(HangfireEngine background)
    {
        var subjects = new JobSubjects(app.Store, app.Runs, app.InboxFiles);
        var pages = new HangfirePages(background, app.Jobs, subjects);
        return new EnginePages(
            HangfirePages.Path, pages.Add, (routes, access) => pages.Map(routes, access.Policy, access.MayChange));
    }

    private async Task<Estimate> EstimateAsync(Submission submission, CancellationToken cancellationToken)
    {
        var prospect = await submission.ProspectAsync(app.Outlooks, cancellationToken);
        var days = prospect.Accounts.Where(account => account.PerDay is not null).ToList();
        return new Estimate(
            prospect.Forecast,
            WhatIf.All(prospect.Work, prospect.Accounts, app.Clock.GetUtcNow()),
            days.Count == 0 ? null : days.Sum(account => account.LeftToday));
    }
}
