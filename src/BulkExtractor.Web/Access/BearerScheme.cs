using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace BulkExtractor.Web.Access;

/// <summary>Who comes with <c>Authorization: Bearer TOKEN</c>; where none is needed, everybody is the owner.</summary>
internal sealed class BearerScheme(
    AccessTokens tokens,
    IOptionsMonitor<AuthenticationSchemeOptions> options,
    ILoggerFactory loggers,
    UrlEncoder encoder) : AuthenticationHandler<AuthenticationSchemeOptions>(options, loggers, encoder)
{
    public const string SchemeName = "bearer";

    private const string Prefix = "Bearer ";

    protected override Task<AuthenticateResult> HandleAuthenticateAsync() => Task.FromResult(Authenticate());

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer";
        return Failures.RefuseAsync(Context, 401, "Show a token", "Send it as 'Authorization: Bearer TOKEN'.");
    }

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Failures.RefuseAsync(Context, 403, "This token may only look", "Changing things needs BULK_TOKEN.");

    private AuthenticateResult Authenticate()
    {
        if (!tokens.Needed) return Success(AccessTokens.Named(AccessTokens.Owner, SchemeName));
        var header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase)) return AuthenticateResult.NoResult();
        return tokens.Find(header[Prefix.Length..].Trim(), SchemeName) is { } somebody
            ? Success(somebody)
            : AuthenticateResult.Fail("The token is unknown.");
    }

    private static AuthenticateResult Success(System.Security.Claims.ClaimsPrincipal somebody) =>
        AuthenticateResult.Success(new AuthenticationTicket(somebody, SchemeName));
}
