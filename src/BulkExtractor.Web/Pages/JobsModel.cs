using BulkExtractor.BackgroundJobs;
using BulkExtractor.Web.Submitting;

namespace BulkExtractor.Web.Pages;

/// <param name="Listed">The definitions.</param>
/// <param name="Schedules">Those that run by themselves.</param>
/// <param name="JobPages">Where the pages of whoever runs background jobs are; null when there are none.</param>
/// <param name="Background">Background jobs that wait, run or recur.</param>
/// <param name="Runs">Their latest runs.</param>
public sealed record JobsModel(
    IReadOnlyList<ListedJob> Listed,
    IReadOnlyList<ScheduleInSight> Schedules,
    string? JobPages,
    IReadOnlyList<BackgroundJobState> Background,
    IReadOnlyList<JobExecution> Runs)
{
    internal static async Task<JobsModel> ReadAsync(
        DashboardSources sources, CancellationToken cancellationToken) =>
        new(
            ListedJobs.ReadAll(sources.JobsFolder),
            await sources.Schedules.List(cancellationToken),
            sources.JobPages?.Path,
            await sources.JobHistory.ListJobsAsync(cancellationToken),
            await sources.JobHistory.ListRunsAsync(cancellationToken));
}
