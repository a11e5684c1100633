using System.Text.Encodings.Web;
using System.Text.Json;
using BulkExtractor.Web.Editing;
using BulkExtractor.Web.Reviewing;
using BulkExtractor.Web.Submitting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace BulkExtractor.Web.Api;

/// <summary>The HTTP API: everything that the pages do, for programs.</summary>
internal static class ApiMap
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<SubmissionService>();
        services.AddSingleton<JobDesk>();
        services.AddSingleton<Reviewer>();
        services.AddProblemDetails();
        // So that what does not fit is told like anything else, and not by a bare number.
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower;
            // Sent as JSON and never sniffed: a text may stand there as it is.
            json.SerializerOptions.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
            json.SerializerOptions.Converters.Add(new UtcInstants());
        });
        services.AddOpenApi("v1", OpenApiText.Describe);
    }

    public static void Map(WebApplication application)
    {
        application.MapOpenApi("/openapi/{documentName}.json");
        var api = application.MapGroup("/api").WithTags("bulk").AddEndpointFilterFactory(KnownParameters.Check)
            .WithMetadata(new RequestSizeLimitAttribute(DashboardServer.LargestForm));
        BatchEndpoints.Map(api);
        PreviewEndpoints.Map(api);
        DocumentEndpoints.Map(api);
        ExportEndpoints.Map(api);
        EventEndpoints.Map(api);
        ModelEndpoints.Map(api);
        JobEndpoints.Map(api);
        HealthEndpoints.Map(application);
    }
}
