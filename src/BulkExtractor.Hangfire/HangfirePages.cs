using Hangfire;
using Hangfire.Dashboard;
using Microsoft.AspNetCore.Routing;

namespace BulkExtractor.Hangfire;

/// <summary>Hangfire's own dashboard, at <c>/hangfire</c>.</summary>
public static class HangfirePages
{
    /// <summary>Maps it behind a policy of the server's own sign-in; its forms carry the server's antiforgery tokens.</summary>
    /// <param name="mayChange">Whether who asks may do more than look.</param>
    public static void Map(
        IEndpointRouteBuilder routes, JobStorage storage, string policy, Func<DashboardContext, bool> mayChange) =>
        routes.MapHangfireDashboardWithAuthorizationPolicy(
            policy,
            "/hangfire",
            new DashboardOptions
            {
                // Its own rule would take everybody behind a local proxy for local.
                Authorization = [],
                IsReadOnlyFunc = context => !mayChange(context),
                DisplayStorageConnectionString = false,
                DashboardTitle = "Background jobs",
                AppPath = "/jobs",
            },
            storage);
}
