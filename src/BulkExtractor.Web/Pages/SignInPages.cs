using BulkExtractor.Web.Access;
using Microsoft.AspNetCore.Mvc;

namespace BulkExtractor.Web.Pages;

/// <summary>Signing in with a token, and out again.</summary>
internal static class SignInPages
{
    private const long LargestSignIn = 16 << 10;

    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(AccessSetup.SignInPath, (string? to) => Page.Render<SignIn>(new SignInModel(to, null)))
            .AllowAnonymous();
        pages.MapPost(AccessSetup.SignInPath, SignInAsync).AllowAnonymous()
            .WithMetadata(new RequestSizeLimitAttribute(LargestSignIn));
        pages.MapPost("/sign-out", async (HttpContext context, Sessions sessions) =>
        {
            await sessions.CloseAsync(context);
            return Results.LocalRedirect(AccessSetup.SignInPath);
        }).RequireAuthorization(DashboardServer.LookPolicy);
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, GuessBrake brake, Sessions sessions, AccessLog log, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var to = form["to"].ToString();
        var look = brake.Look(Visitor.Find(context), form["token"].ToString().Trim());
        if (look.Role is { } role)
        {
            await sessions.OpenAsync(context, role);
            return Results.LocalRedirect(ReturnAddress.Read(to));
        }

        log.WrongToken(context, "the sign-in", look.Wait);
        if (look.Wait == TimeSpan.Zero)
        {
            return Page.Render<SignIn>(
                new SignInModel(to, "That is not a token of this server."), StatusCodes.Status401Unauthorized);
        }

        Failures.SayWhen(context, look.Wait);
        return Page.Render<SignIn>(
            new SignInModel(to, Failures.WaitText(look.Wait)), StatusCodes.Status429TooManyRequests);
    }
}

/// <param name="To">Where to go afterwards.</param>
public sealed record SignInModel(string? To, string? Problem);
