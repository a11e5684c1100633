using System.Text.RegularExpressions;
using BulkExtractor.Basics;
using BulkExtractor.Web.Access;
using BulkExtractor.Web.Api;
using BulkExtractor.Web.Live;
using BulkExtractor.Web.Pages;
using BulkExtractor.Web.Uploads;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BulkExtractor.Web;

/// <summary>Serves the pages and the HTTP API.</summary>
public sealed partial class DashboardServer : IAsyncDisposable
{
    /// <summary>The largest file that can be sent.</summary>
    internal const long LargestUpload = 2L << 30;

    private readonly WebApplication _application;

    private DashboardServer(WebApplication application) => _application = application;

    /// <summary>The addresses it listens on, with the ports that were really taken.</summary>
    public IReadOnlyCollection<string> Urls => [.. _application.Urls];

    /// <summary>Every address of the API with its method.</summary>
    internal IEnumerable<string> Addresses =>
        from endpoint in _application.Services.GetRequiredService<EndpointDataSource>().Endpoints
            .OfType<RouteEndpoint>()
        let path = RouteConstraint().Replace(endpoint.RoutePattern.RawText!, "{$1}").TrimEnd('/')
        where path.StartsWith("/api/", StringComparison.Ordinal)
        from method in endpoint.Metadata.GetMetadata<HttpMethodMetadata>()!.HttpMethods
        select $"{method} {path}";

    /// <summary>Starts listening; an address that cannot be had, or needs a token, is the user's to mend.</summary>
    public static async Task<DashboardServer> StartAsync(
        DashboardOptions options, DashboardSources sources, ILoggerFactory loggers, CancellationToken cancellationToken)
    {
        var urls = ListenAddresses.Check(options);
        var application = Build(options, sources, loggers);
        foreach (var url in urls) application.Urls.Add(url);
        try
        {
            await application.StartAsync(cancellationToken);
            return new DashboardServer(application);
        }
        catch (IOException taken)
        {
            await application.DisposeAsync();
            throw new InputException($"cannot listen on {options.Urls}: {taken.Message}", taken);
        }
    }

    /// <summary>Answers what is under way, for some seconds at most, and listens no more.</summary>
    public async ValueTask DisposeAsync()
    {
        await _application.StopAsync(CancellationToken.None);
        await _application.DisposeAsync();
    }

    private static WebApplication Build(DashboardOptions options, DashboardSources sources, ILoggerFactory loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ApplicationName = "bulk" });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = LargestUpload;
        });
        AddServices(builder.Services, options, sources);
        builder.Services.AddSingleton(loggers);

        var application = builder.Build();
        UseMiddleware(application);
        PageMap.Map(application);
        ApiMap.Map(application);
        sources.JobPages?.Map(application, AccessSetup.OfOtherPages);
        return application;
    }

    private static void AddServices(IServiceCollection services, DashboardOptions options, DashboardSources sources)
    {
        services.AddLogging();
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(3));
        services.Configure<FormOptions>(forms => forms.MultipartBodyLengthLimit = LargestUpload);
        services.AddRoutingCore();
        services.AddRazorComponents();
        services.AddSingleton(sources);
        services.AddSingleton<BatchEvents>();
        services.AddSingleton<Spool>();
        AccessSetup.Add(services, options);
        sources.JobPages?.Add(services);
        ApiMap.AddServices(services);
    }

    [GeneratedRegex(@"\{(\w+):\w+\}")]
    private static partial Regex RouteConstraint();

    private static void UseMiddleware(WebApplication application)
    {
        application.UseHostFiltering();
        application.Use(SafeHeaders.AddAsync);
        application.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandler = Failures.AnswerAsync,
            SuppressDiagnosticsCallback = failure => Failures.IsTheirs(failure.Exception),
        });
        application.Use(SameOrigin.CheckAsync);
        application.UseRouting();
        application.UseAuthentication();
        application.UseAuthorization();
    }
}
