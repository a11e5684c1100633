using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BulkExtractor.Web.Access;

/// <summary>How people and programs are let in: a cookie for pages, a bearer token for the API.</summary>
internal static class AccessSetup
{
    public const string CookieScheme = CookieAuthenticationDefaults.AuthenticationScheme;
    public const string SignInPath = "/sign-in";

    private const string Either = "either";

    private static readonly string[] AnyHost = ["*"];
    private static readonly string[] ThisMachine = ["localhost", "127.0.0.1", "[::1]"];

    public static void Add(IServiceCollection services, DashboardOptions options)
    {
        var suffix = Suffix(options.Urls);
        services.AddSingleton(new AccessTokens(options));
        services.AddAuthentication(Either)
            .AddPolicyScheme(
                Either, null, scheme => scheme.ForwardDefaultSelector = context => Choose(context, options))
            .AddScheme<AuthenticationSchemeOptions, BearerScheme>(BearerScheme.SchemeName, null)
            .AddCookie(CookieScheme, cookie => Configure(cookie, suffix));
        services.AddAuthorizationBuilder()
            .SetFallbackPolicy(Policy())
            .AddPolicy(
                DashboardServer.LookPolicy,
                policy => policy.AddAuthenticationSchemes(Either).RequireAuthenticatedUser());
        services.AddAntiforgery(forms =>
        {
            forms.Cookie.Name = $"bulk-form-{suffix}";
            forms.Cookie.SameSite = SameSiteMode.Strict;
            forms.FormFieldName = "_form";
            forms.SuppressXFrameOptionsHeader = true; // it is set for every answer
        });
        ProtectByToken(services, options);
        // Another site's name may be made to resolve to this machine; where a token is needed, that gains nothing.
        services.AddHostFiltering(hosts => hosts.AllowedHosts = options.Token is null ? ThisMachine : AnyHost);
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

    private static void Configure(CookieAuthenticationOptions cookie, string suffix)
    {
        cookie.Cookie.Name = $"bulk-{suffix}";
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Strict;
        cookie.ExpireTimeSpan = TimeSpan.FromHours(12);
        cookie.LoginPath = SignInPath;
        cookie.ReturnUrlParameter = "to";
        cookie.Events.OnRedirectToAccessDenied = context => Failures.RefuseAsync(
            context.HttpContext, 403, "You may only look",
            "You are signed in as a reader; changing things needs the owner's token.");
    }

    // Readers may look. The fallback holds for every address, also for those that are added one day.
    private static AuthorizationPolicy Policy() => new AuthorizationPolicyBuilder(Either)
        .RequireAuthenticatedUser()
        .RequireAssertion(context =>
            context.User.IsInRole(AccessTokens.Owner)
            || (context.Resource is HttpContext { Request.Method: var method } && IsLooking(method)))
        .Build();

    private static bool IsLooking(string method) => HttpMethods.IsGet(method) || HttpMethods.IsHead(method);

    private static string Choose(HttpContext context, DashboardOptions options)
    {
        var api = context.Request.Path.StartsWithSegments("/api")
            || context.Request.Path.StartsWithSegments("/openapi");
        var signedIn = context.Request.Cookies.Keys.Any(name => name == $"bulk-{Suffix(options.Urls)}");
        var shows = context.Request.Headers.Authorization.Count > 0;
        return options.Token is null || shows || (api && !signedIn) ? BearerScheme.SchemeName : CookieScheme;
    }

    // Cookies do not know ports: two servers on one machine must not take each other's.
    private static string Suffix(string urls) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(urls)))[..8];
}
