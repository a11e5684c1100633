using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace BulkExtractor.Dashboard.Pages;

/// <summary>The pages over everything: models, jobs, quota.</summary>
internal static class OverviewPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/models", async (DashboardSources sources, CancellationToken token) =>
            Page.Of<Models>(await ModelsModel.ReadAsync(sources, token)));
        pages.MapGet("/jobs", async (DashboardSources sources, CancellationToken token) =>
            Page.Of<Jobs>(await JobsModel.ReadAsync(sources, token)));
        pages.MapGet("/quota", async (DashboardSources sources, CancellationToken token) =>
            Page.Of<Quota>(await QuotaModel.ReadAsync(sources, token)));
    }
}
