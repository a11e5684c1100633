using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BulkExtractor.Web.Access;

/// <summary>Who comes with the cookie of a session; others are asked to sign in.</summary>
internal sealed class SessionScheme(
    Sessions sessions,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "session";

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        // What anybody may see stands on no database.
        if (Context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is not null)
            return AuthenticateResult.NoResult();
        if (await sessions.FindAsync(Context) is not { } session) return AuthenticateResult.NoResult();
        var somebody = AccessTokens.Named(session.Role, SchemeName, session.SessionId);
        return AuthenticateResult.Success(new AuthenticationTicket(somebody, SchemeName));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (Failures.IsProgram(Request))
            return Failures.RefuseAsync(Context, 401, "The session is over", "Sign in again, or show a token.");
        // What a form would have done is not done after signing in.
        var to = HttpMethods.IsGet(Request.Method) ? $"{Request.Path.ToUriComponent()}{Request.QueryString}" : "/";
        Response.Redirect($"{AccessSetup.SignInPath}?to={Uri.EscapeDataString(to)}");
        return Task.CompletedTask;
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) => Failures.RefuseAsync(
        Context, 403, "You may only look", "You are signed in as a reader; changing things needs the owner's token.");
}
