using BulkExtractor.BackgroundJobs;
using BulkExtractor.Dashboard.Submitting;
using BulkExtractor.History;

namespace BulkExtractor.Dashboard.Pages;

/// <param name="Listed">The definitions.</param>
/// <param name="Schedules">Those that run by themselves.</param>
/// <param name="Engine">Who runs background jobs.</param>
/// <param name="Background">Background jobs that wait, run or recur.</param>
/// <param name="Runs">Their latest runs.</param>
public sealed record JobsModel(
    IReadOnlyList<ListedJob> Listed,
    IReadOnlyList<ScheduleInSight> Schedules,
    EngineSources Engine,
    IReadOnlyList<BackgroundJobState> Background,
    IReadOnlyList<JobRun> Runs)
{
    internal static async Task<JobsModel> ReadAsync(
        DashboardSources sources, CancellationToken cancellationToken) =>
        new(
            ListedJobs.ReadAll(sources.JobsFolder),
            await sources.Schedules.List(cancellationToken),
            sources.Engine,
            await sources.Background.ListAsync(cancellationToken),
            await sources.History.JobRuns(cancellationToken));
}
