using BulkExtractor.Web.Access;
using Microsoft.AspNetCore.Authentication;

namespace BulkExtractor.Web.Pages;

/// <summary>Signing in with a token, and out again.</summary>
internal static class SignInPages
{
    public static void Map(RouteGroupBuilder pages)
    {
        pages.MapGet(AccessSetup.SignInPath, (string? to) => Page.Render<SignIn>(new SignInModel(to, null)))
            .AllowAnonymous();
        pages.MapPost(AccessSetup.SignInPath, SignInAsync).AllowAnonymous();
        pages.MapPost("/sign-out", async (HttpContext context) =>
        {
            await context.SignOutAsync(AccessSetup.CookieScheme);
            return Results.LocalRedirect(AccessSetup.SignInPath);
        }).AllowAnonymous();
    }

    private static async Task<IResult> SignInAsync(
        HttpContext context, AccessTokens tokens, CancellationToken cancellationToken)
    {
        var form = await context.Request.ReadFormAsync(cancellationToken);
        var to = form["to"].ToString();
        if (tokens.Find(form["token"].ToString().Trim(), AccessSetup.CookieScheme) is not { } somebody)
        {
            var model = new SignInModel(to, "That is not a token of this server.");
            return Page.Render<SignIn>(model, StatusCodes.Status401Unauthorized);
        }

        await context.SignInAsync(AccessSetup.CookieScheme, somebody);
        return Results.LocalRedirect(IsHere(to) ? to : "/");
    }

    private static bool IsHere(string to) =>
        to.StartsWith('/')
        && !to.StartsWith("//", StringComparison.Ordinal)
        && !to.StartsWith("/\\", StringComparison.Ordinal);
}

/// <param name="To">Where to go afterwards.</param>
public sealed record SignInModel(string? To, string? Problem);
