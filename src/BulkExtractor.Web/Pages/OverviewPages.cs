using BulkExtractor.Forecasting;
using BulkExtractor.Schedules;

namespace BulkExtractor.Web.Pages;

/// <summary>The pages over everything: models, providers, jobs, quota, notices.</summary>
internal static class OverviewPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/models", async (DashboardServices services, CancellationToken token) =>
            Page.Render<Models>(await ModelsModel.ReadAsync(services, token)));
        pages.MapGet("/providers", (DashboardServices services) =>
            Page.Render<Providers>(ProvidersModel.Read(services)));
        pages.MapGet("/jobs", async (DashboardServices services, CancellationToken token) =>
            Page.Render<Jobs>(await JobsModel.ReadAsync(services, token)));
        pages.MapGet("/quota", async (int? days, DashboardServices services, CancellationToken token) =>
            Page.Render<Quota>(await QuotaModel.ReadAsync(
                services, SpanUsage.CheckDays(days ?? SpanUsage.UsualDays, "days"), token)));
        pages.MapGet("/notices", async (DashboardServices services, CancellationToken token) =>
            Page.Render<Notices>(await NoticesModel.ReadAsync(services.Notices, token)));
        Change(pages, "run", (schedules, job, token) => schedules.RunNowAsync(job, token));
        Change(pages, "pause", (schedules, job, token) => schedules.PauseAsync(job, token));
        Change(pages, "resume", (schedules, job, token) => schedules.ResumeAsync(job, token));
    }

    private static void Change(
        RouteGroupBuilder pages, string verb, Func<ScheduleService, string, CancellationToken, Task> change) =>
        pages.MapPost($"/schedules/{{job}}/{verb}", async (
            string job, DashboardServices services, CancellationToken token) =>
        {
            await change(services.Schedules, job, token);
            return Results.LocalRedirect("/jobs#schedules");
        });
}
