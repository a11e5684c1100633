using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BulkExtractor.Web.Access;

/// <summary>How people and programs are let in: a session for pages, a bearer token for the API.</summary>
internal static class AccessSetup
{
    public const string SignInPath = "/sign-in";

    private const string Either = "either";

    public static void Add(IServiceCollection services, DashboardOptions options)
    {
        var cookies = new AccessCookies(options);
        services.AddSingleton(cookies);
        services.AddSingleton(new AccessTokens(options));
        services.AddSingleton<AccessLog>();
        services.AddSingleton<GuessBrake>();
        services.AddSingleton<Sessions>();
        services.AddAuthentication(Either)
            .AddPolicyScheme(
                Either, null, scheme => scheme.ForwardDefaultSelector = context => Choose(context, options, cookies))
            .AddScheme<AuthenticationSchemeOptions, BearerScheme>(BearerScheme.SchemeName, null)
            .AddScheme<AuthenticationSchemeOptions, SessionScheme>(SessionScheme.SchemeName, null);
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(Policy())
            .AddPolicy(
                DashboardServer.LookPolicy,
                policy => policy.AddAuthenticationSchemes(Either).RequireAuthenticatedUser())
            .AddPolicy(
                DashboardServer.ChangePolicy,
                policy => policy.AddAuthenticationSchemes(Either).RequireRole(AccessTokens.Owner));
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = cookies.Form;
            forms.Cookie.Path = cookies.Options.Path;
            forms.Cookie.SameSite = cookies.Options.SameSite;
            forms.Cookie.SecurePolicy = options.IsSecure ? CookieSecurePolicy.Always : CookieSecurePolicy.None;
            forms.FormFieldName = "_form";
            forms.SuppressXFrameOptionsHeader = true; // it is set for every answer
        });
        ProtectByToken(services, options);
    }

    // Instead of the framework's own keys, one of which it would write into a file when it starts.
    private static void ProtectByToken(IServiceCollection services, DashboardOptions options)
    {
        var framework = typeof(KeyManagementOptions).Assembly;
        foreach (var starter in services
            .Where(service => service.ServiceType == typeof(IHostedService)
                && service.ImplementationType?.Assembly == framework)
            .ToList())
        {
            services.Remove(starter);
        }

        services.AddSingleton<IDataProtectionProvider>(TokenProtection.Create(options.Token));
    }

    // Readers may look. The fallback holds for every address, also for those that are added one day.
    private static AuthorizationPolicy Policy() => new AuthorizationPolicyBuilder(Either)
        .RequireAuthenticatedUser()
        .RequireAssertion(context =>
            context.User.IsInRole(AccessTokens.Owner)
            || (context.Resource is HttpContext { Request.Method: var method } && IsLooking(method)))
        .Build();

    private static bool IsLooking(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static string Choose(HttpContext context, DashboardOptions options, AccessCookies cookies)
    {
        var shows = context.Request.Headers.Authorization.Count > 0;
        var signedIn = context.Request.Cookies.ContainsKey(cookies.Session);
        return options.Token is null || shows || (Failures.IsProgram(context.Request) && !signedIn)
            ? BearerScheme.SchemeName
            : SessionScheme.SchemeName;
    }
}
