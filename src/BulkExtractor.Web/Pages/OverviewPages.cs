using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace BulkExtractor.Web.Pages;

/// <summary>The pages over everything: models, jobs, quota.</summary>
internal static class OverviewPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/models", async (DashboardSources sources, CancellationToken token) =>
            Page.Render<Models>(await ModelsModel.ReadAsync(sources, token)));
        pages.MapGet("/jobs", async (DashboardSources sources, CancellationToken token) =>
            Page.Render<Jobs>(await JobsModel.ReadAsync(sources, token)));
        pages.MapGet("/quota", async (DashboardSources sources, CancellationToken token) =>
            Page.Render<Quota>(await QuotaModel.ReadAsync(sources, token)));
        Change(pages, "run", (schedules, job, token) => schedules.RunNow(job, token));
        Change(pages, "pause", (schedules, job, token) => schedules.Pause(job, token));
        Change(pages, "resume", (schedules, job, token) => schedules.Resume(job, token));
    }

    private static void Change(
        RouteGroupBuilder pages, string verb, Func<ScheduleSources, string, CancellationToken, Task> change) =>
        pages.MapPost($"/schedules/{{job}}/{verb}", async (
            string job, DashboardSources sources, CancellationToken token) =>
        {
            await change(sources.Schedules, job, token);
            return Results.LocalRedirect("/jobs#schedules");
        });
}
