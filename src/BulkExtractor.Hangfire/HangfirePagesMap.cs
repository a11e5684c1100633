using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.Hangfire;

/// <summary>Maps Hangfire's own pages into a web application.</summary>
public static class HangfirePagesMap
{
    /// <summary>
    /// Maps them behind a policy of the server's own sign-in; their forms carry the server's antiforgery tokens.
    /// </summary>
    /// <param name="mayChange">Whether who asks may do more than look.</param>
    public static void MapBackgroundJobPages(
        this IEndpointRouteBuilder routes, string path, string policy, Func<HttpContext, bool> mayChange)
    {
        var pages = routes.ServiceProvider.GetRequiredService<HangfirePages>();
        routes.MapHangfireDashboardWithAuthorizationPolicy(
            policy,
            path,
            new DashboardOptions
            {
                // Its own rule would take everybody behind a local proxy for local.
                Authorization = [],
                IsReadOnlyFunc = context => !mayChange(context.GetHttpContext()),
                DisplayStorageConnectionString = false,
                DisplayNameFunc = (_, job) => pages.NameOf(job),
                DashboardTitle = "Background jobs",
                AppPath = "/jobs",
            },
            routes.ServiceProvider.GetRequiredService<JobStorage>());
    }
}
