using System.Security.Authentication;
using System.Text.RegularExpressions;
using BulkExtractor.Web.Access;
using BulkExtractor.Web.Api;
using BulkExtractor.Web.Listening;
using BulkExtractor.Web.Live;
using BulkExtractor.Web.Pages;
using BulkExtractor.Web.Reviewing;
using BulkExtractor.Web.Uploads;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Https;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BulkExtractor.Web;

/// <summary>The pages and the HTTP API as parts of a web application.</summary>
public static partial class DashboardServer
{
    /// <summary>Where the pages of whoever runs background jobs are expected.</summary>
    public const string JobPages = "/hangfire";

    /// <summary>The policy of those who may look; pages that are not the dashboard's own keep to it, too.</summary>
    public const string LookPolicy = "look";

    /// <summary>The policy of what readers may not even look at.</summary>
    internal const string ChangePolicy = "change";

    /// <summary>The largest file that can be sent.</summary>
    internal const long LargestUpload = 2L << 30;

    /// <summary>The largest body of any other request.</summary>
    internal const long LargestForm = 4L << 20;

    private const int MostConnections = 2_000;

    /// <summary>Whether somebody may do more than look.</summary>
    public static bool MayChange(HttpContext context) => context.User.IsInRole(AccessTokens.Owner);

    /// <summary>Begins an application with pages and API; the program adds the services that they stand on.</summary>
    public static WebApplicationBuilder CreateBuilder(DashboardOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "bulk" });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestForm;
            kestrel.Limits.MaxConcurrentConnections = MostConnections;
            if (options.Certificate is { } certificate)
                kestrel.ConfigureHttpsDefaults(https => Show(https, certificate));
        });
        AddServices(builder.Services, options);
        return builder;
    }

    private static void Show(HttpsConnectionAdapterOptions https, ServerCertificate certificate)
    {
        https.ServerCertificate = certificate.Own;
        https.ServerCertificateChain = certificate.Chain;
        https.SslProtocols = SslProtocols.Tls12 | SslProtocols.Tls13;
    }

    /// <summary>Maps pages and API.</summary>
    public static WebApplication UseDashboard(this WebApplication application)
    {
        UseMiddleware(application);
        PageMap.Map(application);
        ApiMap.Map(application);
        return application;
    }

    /// <summary>Starts listening; an address that cannot be had, or needs a token, is the user's to mend.</summary>
    public static async Task ListenAsync(this WebApplication application, CancellationToken cancellationToken)
    {
        var options = application.Services.GetRequiredService<DashboardOptions>();
        foreach (var url in ListenAddresses.Check(options)) application.Urls.Add(url);
        try
        {
            await application.StartAsync(cancellationToken);
        }
        catch (IOException taken)
        {
            throw new InputException($"cannot listen on {options.Urls}: {taken.Message}", taken);
        }
    }

    /// <summary>Every address of the API with its method.</summary>
    internal static IEnumerable<string> ListAddresses(WebApplication application) =>
        from endpoint in application.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
        let path = RouteConstraint().Replace(endpoint.RoutePattern.RawText!, "{$1}").TrimEnd('/')
        where path.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select $"{method} {path}";

    private static void AddServices(IServiceCollection services, DashboardOptions options)
    {
        services.AddLogging();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        services.Configure<FormOptions>(forms => forms.MultipartBodyLengthLimit = LargestUpload);
        services.AddRoutingCore();
        services.AddRazorComponents();
        services.AddSingleton(options);
        services.AddSingleton<DashboardServices>();
        services.AddSingleton<BatchEvents>();
        services.AddSingleton<BatchOverviews>();
        services.AddSingleton<Spool>();
        AccessSetup.Add(services, options);
        ApiMap.AddServices(services);
    }

    private static void UseMiddleware(WebApplication application)
    {
        var options = application.Services.GetRequiredService<DashboardOptions>();
        Proxies.Use(application, options);
        application.Use(new SafeHeaders(options).AddAsync);
        application.Use(application.Services.GetRequiredService<AccessLog>().WatchAsync);
        application.Use(new AllowedHosts(options).CheckAsync);
        application.UseStatusCodePages(pages => Failures.ExplainAsync(pages.HttpContext));
        application.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Failures.AnswerAsync,
            SuppressDiagnosticsCallback = _ => true, // what is unexpected is told where it is answered
        });
        application.Use(new SameOrigin(options).CheckAsync);
        application.UseRouting();
        application.Use(RefuseWhileAwayAsync);
        application.UseAuthentication();
        application.UseAuthorization();
    }

    // What anybody may see stands on no database.
    private static Task RefuseWhileAwayAsync(HttpContext context, RequestDelegate next) =>
        context.GetEndpoint()?.Metadata.GetMetadata<IAllowAnonymous>() is null
        && context.RequestServices.GetRequiredService<DashboardOptions>().DatabaseIsAway()
            ? Failures.RefuseAsync(
                context, 503, "The database does not answer", "All goes on by itself when it is back: try again then.")
            : next(context);

    [GeneratedRegex(@"\{(\w+):\w+\}")]
    private static partial Regex RouteConstraint();
}
