using BulkExtractor.Access;
using BulkExtractor.Web.Access;

namespace BulkExtractor.Web.Pages;

/// <summary>Who is signed in, and ending that.</summary>
internal static class SessionPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet("/sessions", async (HttpContext context, Sessions sessions) =>
            Page.Render<SessionsView>(await ReadAsync(context, sessions)));
        // Readers, too, may end what is theirs.
        pages.MapPost("/sessions/{session:long}/end", async (long session, HttpContext context, Sessions sessions) =>
        {
            await sessions.EndAsync(context, session);
            return Results.LocalRedirect("/sessions");
        }).RequireAuthorization(DashboardServer.LookPolicy);
        pages.MapPost("/sessions/end", async (HttpContext context, Sessions sessions) =>
        {
            await sessions.EndAllAsync(context);
            return Results.LocalRedirect(AccessSetup.SignInPath);
        }).RequireAuthorization(DashboardServer.LookPolicy);
    }

    private static async Task<SessionsModel> ReadAsync(HttpContext context, Sessions sessions)
    {
        var own = Sessions.NumberOf(context.User);
        return new SessionsModel(
            own is null ? [] : await sessions.ListAsync(context.User, context.RequestAborted),
            own,
            context.User.IsInRole(AccessTokens.Owner));
    }
}

/// <param name="All">The sessions that may be seen; none where nobody signs in.</param>
/// <param name="Own">The one that this page is shown in.</param>
/// <param name="OfEverybody">Whether they are everybody's, or the readers' only.</param>
public sealed record SessionsModel(IReadOnlyList<Session> All, long? Own, bool OfEverybody);
