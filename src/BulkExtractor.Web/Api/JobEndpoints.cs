using BulkExtractor.BackgroundJobs;
using BulkExtractor.Schedules;
using BulkExtractor.Web.Submitting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BulkExtractor.Web.Api;

/// <summary>Jobs, and background jobs with their history, over HTTP.</summary>
internal static class JobEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/jobs", List).WithName("listJobs").WithSummary("The jobs that a batch can be submitted under");
        api.MapGet("/background-jobs", ListBackgroundAsync).WithName("listBackgroundJobs")
            .WithSummary("Background jobs that wait, run or recur, and their latest runs");
        api.MapGet("/schedules", ListSchedulesAsync).WithName("listSchedules")
            .WithSummary("Nightly runs: last and next");
        api.MapPost("/schedules/{job}/run", RunNowAsync).WithName("runSchedule").WithSummary("Runs a schedule now");
        Change(api, "pause", "Runs a schedule no more until it is resumed", schedules => schedules.PauseAsync);
        Change(api, "resume", "Lets a paused schedule go on", schedules => schedules.ResumeAsync);
    }

    private static async Task<Ok<IReadOnlyList<ScheduleInSight>>> ListSchedulesAsync(
        DashboardServices services, CancellationToken cancellationToken) =>
        TypedResults.Ok(await ScheduleInSight.ListAsync(services.Schedules, cancellationToken));

    private static async Task<Ok<RunShape>> RunNowAsync(
        string job, DashboardServices services, CancellationToken cancellationToken)
    {
        var run = await services.Schedules.RunNowAsync(job, cancellationToken);
        return TypedResults.Ok(new RunShape(job, run is { } number ? BatchShape.Id(number) : null, run is null));
    }

    private static void Change(
        RouteGroupBuilder api,
        string verb,
        string summary,
        Func<ScheduleService, Func<string, CancellationToken, Task<bool>>> change)
    {
        api.MapPost($"/schedules/{{job}}/{verb}", ChangeAsync).WithName($"{verb}Schedule").WithSummary(summary);

        async Task<Results<NoContent, ProblemHttpResult>> ChangeAsync(
            string job, DashboardServices services, CancellationToken cancellationToken) =>
            await change(services.Schedules)(job, cancellationToken)
                ? TypedResults.NoContent()
                : Problems.Create(409, "Nothing to change", $"The schedule of {job} cannot {verb}: it did already.");
    }

    private static Ok<IReadOnlyList<JobShape>> List(DashboardServices services) =>
        TypedResults.Ok<IReadOnlyList<JobShape>>(
            [.. ListedJobs.ReadAll(services.Options.JobsFolder).Select(JobShape.From)]);

    private static async Task<Ok<BackgroundShape>> ListBackgroundAsync(
        DashboardServices services, CancellationToken cancellationToken)
    {
        var jobs = await services.Jobs.ListJobsAsync(cancellationToken);
        var runs = await services.Jobs.ListRunsAsync(cancellationToken);
        return TypedResults.Ok(new BackgroundShape(
            [.. jobs.Select(BackgroundJobShape.From)], [.. runs.Select(JobRunShape.From)]));
    }
}

/// <summary>A job; one that cannot be read has a problem instead of fields.</summary>
internal sealed record JobShape(string Name, string Description, IReadOnlyList<string> Fields, string? Problem)
{
    public static JobShape From(ListedJob job) => new(
        job.Name,
        job.Job?.Description ?? "",
        [.. job.Job?.Definition.Fields.Properties.Select(property => property.Name) ?? []],
        job.Problem);
}

/// <summary>A run that was asked for.</summary>
/// <param name="Run">Its number; null while it waits.</param>
/// <param name="Waits">Whether it waits for an earlier run.</param>
internal sealed record RunShape(string Job, string? Run, bool Waits);

/// <summary>Background jobs and their latest runs.</summary>
internal sealed record BackgroundShape(IReadOnlyList<BackgroundJobShape> Jobs, IReadOnlyList<JobRunShape> Runs);

/// <summary>A background job.</summary>
internal sealed record BackgroundJobShape(string Id, string? Cron, DateTimeOffset? LastAt, DateTimeOffset? NextAt)
{
    public static BackgroundJobShape From(BackgroundJobState state) =>
        new(state.Id, state.Cron, state.LastAt, state.NextAt);
}

/// <summary>A run of a background job.</summary>
/// <param name="Outcome">running, done, failed, stopped or lost.</param>
internal sealed record JobRunShape(
    string Job, string Host, DateTimeOffset StartedAt, DateTimeOffset? EndedAt, string Outcome, string? Reason)
{
    public static JobRunShape From(JobExecution run) =>
        new(run.JobId, run.Host, run.StartedAt, run.EndedAt, run.Outcome, run.Reason);
}
