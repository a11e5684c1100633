using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BulkExtractor.Web.Access;

/// <summary>Who comes with <c>Authorization: Bearer TOKEN</c>; where none is needed, everybody is the owner.</summary>
internal sealed class BearerScheme(
    AccessTokens tokens,
    GuessBrake brake,
    AccessLog log,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "bearer";

    private const string Prefix = "Bearer ";

    private TimeSpan _wait;

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        if (_wait > TimeSpan.Zero) return Failures.RefuseForAsync(Context, _wait);
        Response.Headers.WWWAuthenticate = "Bearer";
        return Failures.RefuseAsync(Context, 401, "Show a token", "Send it as 'Authorization: Bearer TOKEN'.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Failures.RefuseAsync(Context, 403, "This token may only look", "Changing things needs BULK_TOKEN.");

    private AuthenticateResult Authenticate()
    {
        if (!tokens.Needed) return Success(AccessTokens.Owner);
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        var look = brake.Look(Visitor.Find(Context), header[Prefix.Length..].Trim());
        if (look.Role is not null) return Success(look.Role);
        _wait = look.Wait;
        log.WrongToken(Context, "the API", look.Wait);
        return AuthenticateResult.Fail("The token is unknown.");
    }

    private static AuthenticateResult Success(string role) =>
        AuthenticateResult.Success(new AuthenticationTicket(AccessTokens.Named(role, SchemeName), SchemeName));
}
