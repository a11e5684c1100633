using BulkExtractor.BackgroundJobs;
using BulkExtractor.Web.Api;
using BulkExtractor.Web.Submitting;

namespace BulkExtractor.Web.Pages;

/// <param name="Listed">The definitions.</param>
/// <param name="Schedules">Those that run by themselves.</param>
/// <param name="Background">Background jobs that wait, run or recur.</param>
/// <param name="Runs">Their latest runs.</param>
public sealed record JobsModel(
    IReadOnlyList<ListedJob> Listed,
    IReadOnlyList<ScheduleInSight> Schedules,
    IReadOnlyList<BackgroundJobState> Background,
    IReadOnlyList<JobExecution> Runs)
{
    internal static async Task<JobsModel> ReadAsync(
        DashboardServices services, CancellationToken cancellationToken) =>
        new(
            ListedJobs.ReadAll(services.Options.JobsFolder),
            await ScheduleInSight.ListAsync(services.Schedules, cancellationToken),
            await services.Jobs.ListJobsAsync(cancellationToken),
            await services.Jobs.ListRunsAsync(cancellationToken));
}
